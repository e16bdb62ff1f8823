import { refusal } from '@noren/item-contract/refusals';

/** GTIN-8, -12, -13 or -14: digits whose last one is the GS1 check digit of those before it (weights 3, 1, 3… from the right). */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(text)) return false;
  const digits = [...text].map(Number).reverse();
  return digits.reduce((sum, digit, at) => sum + digit * (at % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

/** None where there is none. */
export function checkedGtin(gtin: string | undefined): string | undefined {
  if (gtin !== undefined && !isGtin(gtin)) throw refusal('gtin', 'item.gtin');
  return gtin;
}
