import { gtin14, type LineAnswer, scannedCode, StockRow } from '@noren/bff-contract';
import { z } from 'zod';

/** An article that is being counted. `expected`: what was said to be on hand when its count began; none: whatever it is now. */
export type CountLine = Readonly<{
  sku: string;
  gtin: string | undefined;
  /** Its bar code is that of other articles too: a scan of it is asked about each time. */
  isShared: boolean;
  names: StockRow['names'] | undefined;
  soldBy: StockRow['soldBy'];
  counted: number;
  /** What was typed over `counted` and is no quantity: a sheet with such a line is not handed in. */
  unread: string | undefined;
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
  unread: undefined,
  expected: onHand,
});

export const changed = (sheet: CountSheet, sku: string, change: Partial<CountLine>): CountSheet =>
  sheet.map((line) => (line.sku === sku ? { ...line, ...change } : line));

/** What came or went since the count of an article began is overruled by it. */
export const overruled = (sheet: CountSheet, sku: string): CountSheet =>
  sheet.map(({ wrong, ...line }) => (line.sku === sku ? { ...line, expected: undefined } : { ...line, ...(wrong === undefined ? {} : { wrong }) }));

/** As many as one call takes. */
const LINES_A_CALL = 1_000;

/** The sheet as it is handed in. */
export const linesOf = (sheet: CountSheet) =>
  sheet.slice(0, LINES_A_CALL).map(({ sku, counted, expected, soldBy }) => ({ sku, onHand: counted, soldBy, ...(expected === undefined ? {} : { expected }) }));

/**
 * What is left of a sheet when these lines were answered: what was not sent, what was refused, with the reason, and what was counted on since it was sent; of
 * that what was sent is what is expected to be there.
 */
export function answered(sheet: CountSheet, sent: ReturnType<typeof linesOf>, lines: readonly LineAnswer[], reason: (line: LineAnswer) => string): CountSheet {
  const handedIn = new Map(sent.map(({ sku, onHand }) => [sku, onHand]));
  const answers = new Map(lines.map((line) => [line.sku, line]));
  return sheet.flatMap((line) => {
    const answer = answers.get(line.sku);
    if (answer === undefined) return [line];
    if (answer.status !== 'done') return [{ ...line, wrong: reason(answer) }];
    const was = handedIn.get(line.sku);
    return was === undefined || (was === line.counted && line.unread === undefined) ? [] : [{ ...line, expected: was }];
  });
}

const StoredSheet = z.array(
  z.object({
    sku: z.string(),
    gtin: z.string().optional(),
    isShared: z.boolean().optional(),
    names: StockRow.shape.names,
    soldBy: StockRow.shape.soldBy,
    counted: z.number(),
    unread: z.string().optional(),
    expected: z.number().optional(),
  }),
);

/** A sheet as it was kept; an empty one where that cannot be read. */
export const sheetIn = (stored: unknown): CountSheet =>
  (StoredSheet.safeParse(stored).data ?? []).map(({ gtin, isShared = false, names, unread, expected, ...rest }) => ({
    ...rest,
    gtin,
    isShared,
    names,
    unread,
    expected,
  }));

/** What is kept of a sheet: why lines were refused is told once. */
export const storedSheet = (sheet: CountSheet): unknown => sheet.map((line) => ({ ...line, wrong: undefined }));
