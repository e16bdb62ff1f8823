/** GTIN-8, -12, -13 or -14: digits whose last one is the GS1 check digit of those before it (weights 3, 1, 3… from the right). */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(text)) return false;
  const digits = [...text].map(Number).reverse();
  return digits.reduce((sum, digit, at) => sum + digit * (at % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

/** The one form in which GTINs are compared: 14 digits, whatever their length was. */
export const gtin14 = (gtin: string): string => gtin.padStart(14, '0');

/**
 * Whether a GTIN is restricted (GS1 prefixes 02, 04 and 20 to 29; GTIN-8s that begin with 0 or 2): a shop or a region gives these itself, for goods that it weighs or
 * names on its own, and nobody else may be told them.
 */
export function isRestrictedGtin(gtin: string): boolean {
  const whole = gtin14(gtin);
  // A GTIN-8 has a list of prefixes of its own.
  if (whole.startsWith('000000')) return /^[02]/.test(whole.slice(6));
  return /^(02|04|2\d)/.test(whole.slice(1));
}
