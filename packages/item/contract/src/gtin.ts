/** GTIN-8, -12, -13 or -14: digits whose last one is the GS1 check digit of those before it (weights 3, 1, 3… from the right). */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(text)) return false;
  const digits = [...text].map(Number).reverse();
  return digits.reduce((sum, digit, at) => sum + digit * (at % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

/** The one form in which GTINs are compared: 14 digits, whatever their length was. */
export const gtin14 = (gtin: string): string => gtin.padStart(14, '0');
