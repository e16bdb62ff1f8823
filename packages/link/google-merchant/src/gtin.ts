/** What a GTIN has to have: a prefix of GS1's that names a company, so that it names one article the world over. */
const COUPONS = /^(05|98[0-4]|99)/;
const IN_STORE = /^(02|04|2)/;
const IN_STORE_EIGHT = /^[02]/;
const VARIABLE_MEASURE = /^9\d{13}$/;

/**
 * Whether a GTIN means the same outside of the shop that uses it. Prefixes 02, 04 and 2 are for a shop's own use, weights and prices among it; 05, 980 to
 * 984 and 99 for coupons and refunds; a GTIN-14 that begins with 9 for goods of variable measure. Google refuses all of them
 * (support.google.com/merchants/answer/6286293, 6286302, 6286298).
 */
export function isWorldWide(gtin: string): boolean {
  if (VARIABLE_MEASURE.test(gtin)) return false;
  const thirteen = gtin.padStart(14, '0').slice(1);
  // A GTIN-8 has prefixes of its own.
  if (thirteen.startsWith('00000')) return !IN_STORE_EIGHT.test(thirteen.slice(5));
  return !IN_STORE.test(thirteen) && !COUPONS.test(thirteen);
}
