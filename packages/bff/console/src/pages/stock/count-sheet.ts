import { gtin14, scannedCode, type StockRow } from '@noren/bff-contract';

/** An article that is being counted. `expected`: what was said to be on hand when its count began; none: whatever it is now. */
export type CountLine = Readonly<{
  sku: string;
  gtin: string | undefined;
  /** Its bar code is that of other articles too: a scan of it is asked about each time. */
  isShared: boolean;
  names: StockRow['names'] | undefined;
  soldBy: StockRow['soldBy'];
  counted: number;
  expected: number | undefined;
  wrong?: string;
}>;
export type CountSheet = readonly CountLine[];

const folded = (code: string): string => scannedCode(code).text;

/** The line that a scanned code means: by SKU, or by a GTIN in any of its lengths that is no other article's. */
export function lineFor(sheet: CountSheet, code: string): CountLine | undefined {
  const { text, gtins } = scannedCode(code);
  return sheet.find(({ sku, gtin, isShared }) => folded(sku) === text || (!isShared && gtin !== undefined && gtins.includes(gtin14(gtin))));
}

/** One more of a line; it comes to the top, where the eye is. */
export function oneMore(sheet: CountSheet, { sku }: CountLine): CountSheet {
  const line = sheet.find((one) => one.sku === sku);
  if (!line) return sheet;
  const step = line.soldBy === 'piece' ? 1 : 0;
  return [{ ...line, counted: line.counted + step }, ...sheet.filter((one) => one.sku !== sku)];
}

/** A line for an article that was just found, counted once. */
export const begun = ({ sku, gtin, names, soldBy, onHand }: StockRow, isShared: boolean): CountLine => ({
  sku,
  gtin,
  isShared,
  names,
  soldBy,
  counted: soldBy === 'piece' ? 1 : 0,
  expected: onHand,
});

export const changed = (sheet: CountSheet, sku: string, change: Partial<CountLine>): CountSheet =>
  sheet.map((line) => (line.sku === sku ? { ...line, ...change } : line));
