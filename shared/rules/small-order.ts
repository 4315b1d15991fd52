// Points of order 1, 2, 4 and 8 of edwards25519 ("Taming the many EdDSAs", table of small-order points). A signature of
// zeros verifies under some of them, for any text and in some libraries: such a key never enters a list.
const SMALL_ORDER = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  '0100000000000000000000000000000000000000000000000000000000000080',
]);

/** Is this Ed25519 public key, raw 32 bytes, one that must never be believed? */
export const isSmallOrder = (raw: Uint8Array): boolean =>
  SMALL_ORDER.has(Array.from(raw, (byte) => byte.toString(16).padStart(2, '0')).join(''));
