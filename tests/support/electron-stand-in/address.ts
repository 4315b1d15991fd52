/**
 * An unknown scheme never reaches Chromium's Fetch domain, so `kiosk://app/x` lives at `http://app.kiosk.localhost/x`:
 * a secure context with an origin of its own. Main sees `kiosk:` everywhere.
 */
const schemes = new Set<string>();

export function knowScheme(scheme: string): void {
  schemes.add(scheme);
}

export function schemeOf(url: string): string {
  return /^[^:]*/.exec(url)?.[0] ?? '';
}

export function toChromium(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z\d-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  return schemes.has(scheme) ? `http://${host}.${scheme}.localhost${rest}` : url;
}

export function toElectron(url: string): string {
  const [, host = '', scheme = '', rest = ''] =
    /^http:\/\/([^/?#]*)\.([a-z\d-]+)\.localhost(?![^/?#])(.*)$/is.exec(url) ?? [];
  return schemes.has(scheme) ? `${scheme}://${host}${rest}` : url;
}

export function originOf(url: string): string {
  const [, scheme = ''] = /^([a-z][a-z\d-]*):/i.exec(url) ?? [];
  if (schemes.has(scheme)) return /^[^:]*:\/\/[^/?#]*/.exec(url)?.[0] ?? 'null';
  return URL.canParse(url) ? new URL(url).origin : 'null';
}
