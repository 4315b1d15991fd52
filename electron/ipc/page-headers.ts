const policy = (bridge: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    "media-src 'self'",
    `connect-src 'self'${bridge}`,
    "worker-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue',
  ].join('; ');

/** Every answer of the page's origin carries these (reliability.md 9). `port`: of the loopback bridge, none in Electron. */
export const pageHeaders = (port: number | undefined): Record<string, string> => ({
  'content-security-policy': policy(port === undefined ? '' : ` ws://127.0.0.1:${port}`),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), usb=(), hid=(), serial=(), bluetooth=(), display-capture=(), clipboard-read=(), payment=()',
  'cache-control': 'no-store',
});
