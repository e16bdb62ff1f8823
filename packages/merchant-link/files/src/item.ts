import { foldText, type Money } from '@noren/kernel';
import type { Read } from './cells.ts';
import { fault } from './faults.ts';
import type { Problem, Row, Table } from './table.ts';

/**
 * A patch of an item as a file tells it, in the form in which merchant-link takes it: a column that the file does not have and an empty cell say nothing,
 * `[clear]` is null. `onHand` is the shop's stock.
 */
export type ImportedItem = Readonly<{
  line: number;
  sku: string;
  gtin?: string | null;
  names?: Readonly<Record<string, string | null>>;
  price?: Money;
  taxClass?: string | null;
  status?: string | null;
  soldBy?: string | null;
  imageUrls?: readonly string[] | null;
  category?: string | null;
  onHand?: number;
}>;

/** What a file says: the items of its good rows, and what is wrong with the others. A row with a problem gives no item. */
export type Imported = Readonly<{ items: readonly ImportedItem[]; problems: readonly Problem[] }>;

/** Reads cells of one row and keeps what is wrong with them. */
export type RowReader = Readonly<{
  problems: Problem[];
  /** The value, or `undefined` and a problem kept. */
  must<T>(column: string, read: Read<T>): T | undefined;
  /** Likewise, but an empty cell is no problem: it says nothing. */
  may<T>(column: string, text: string, read: (text: string) => Read<T>): T | undefined;
  /** Likewise, and `[clear]` is null. */
  mayClear<T>(column: string, text: string, read: (text: string) => Read<T>): T | null | undefined;
}>;

/** What a cell says that takes away what the item has there. */
const isClear = (text: string): boolean => text.length < 20 && foldText(text) === '[clear]';

export function rowReader(line: number): RowReader {
  const problems: Problem[] = [];
  const must = <T>(column: string, read: Read<T>): T | undefined => {
    if ('value' in read) return read.value;
    problems.push({ line, column, ...read });
    return undefined;
  };
  return {
    problems,
    must,
    may: (column, text, read) => (text === '' ? undefined : must(column, isClear(text) ? fault('cannot_clear', { column }) : read(text))),
    mayClear: (column, text, read) => (text === '' ? undefined : isClear(text) ? null : must(column, read(text))),
  };
}

/** A row whose SKU can be read, whatever else is wrong with it. */
type Bearer = Readonly<{ line: number; sku: string }>;

/** All rows of a file whose SKU can be read, good or not. */
export const bearersIn = ({ rows, broken }: Table, skuOf: (row: Row) => Read<string>): readonly Bearer[] =>
  [...rows, ...broken].flatMap((row) => {
    const sku = skuOf(row);
    return 'value' in sku ? [{ line: row.line, sku: sku.value }] : [];
  });

/**
 * Of several rows with one SKU (by the form in which SKUs are compared) the first is meant, the others are problems: also where the first is refused, so that
 * what stands is the same before it is mended and after.
 */
export function withoutTwins({ items, problems }: Imported, bearers: readonly Bearer[], column: string): Imported {
  const lines = new Map<string, number>();
  const twins = new Map<number, Problem>();
  for (const { sku, line } of bearers.toSorted((a, b) => a.line - b.line)) {
    const first = lines.get(foldText(sku));
    if (first === undefined) lines.set(foldText(sku), line);
    else twins.set(line, { line, column, ...fault('sku_twice', { text: sku, line: first }) });
  }
  return { items: items.filter(({ line }) => !twins.has(line)), problems: [...problems, ...twins.values()].toSorted((a, b) => a.line - b.line) };
}
