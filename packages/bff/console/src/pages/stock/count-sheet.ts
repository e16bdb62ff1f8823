import type { StockRow } from '@noren/bff-contract';

/** An article that is being counted. `expected`: what was said to be on hand when its count began; none: whatever it is now. */
export type CountLine = Readonly<{
  sku: string;
  gtin: string | undefined;
  names: StockRow['names'] | undefined;
  soldBy: StockRow['soldBy'];
  counted: number;
  expected: number | undefined;
  wrong?: string;
}>;
export type CountSheet = readonly CountLine[];

const folded = (code: string): string => code.normalize('NFKC').trim().toLowerCase();

/** The line that a scanned code means: by GTIN with or without leading zeros, or by SKU. */
export const lineFor = (sheet: CountSheet, code: string): CountLine | undefined =>
  sheet.find(({ sku, gtin }) => folded(sku) === folded(code) || (gtin !== undefined && gtin.replace(/^0+/, '') === folded(code).replace(/^0+/, '')));

/** One more of a line; it comes to the top, where the eye is. */
export function oneMore(sheet: CountSheet, { sku }: CountLine): CountSheet {
  const line = sheet.find((one) => one.sku === sku);
  if (!line) return sheet;
  const step = line.soldBy === 'piece' ? 1 : 0;
  return [{ ...line, counted: line.counted + step }, ...sheet.filter((one) => one.sku !== sku)];
}

/** A line for an article that was just found, counted once. */
export const begun = ({ sku, gtin, names, soldBy, onHand }: StockRow): CountLine => ({
  sku,
  gtin,
  names,
  soldBy,
  counted: soldBy === 'piece' ? 1 : 0,
  expected: onHand,
});

export const changed = (sheet: CountSheet, sku: string, change: Partial<CountLine>): CountSheet =>
  sheet.map((line) => (line.sku === sku ? { ...line, ...change } : line));
