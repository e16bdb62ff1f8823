import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** One row of the file as it stands. `line` is where it begins in the file, the header being line 1. */
export type FileRow = Readonly<{ line: number; cells: readonly string[] }>;

/** The columns of the Online Retail set, under the names that its two editions give them. */
const COLUMNS = {
  invoice: ['InvoiceNo', 'Invoice'],
  code: ['StockCode'],
  description: ['Description'],
  quantity: ['Quantity'],
  price: ['UnitPrice', 'Price'],
  customer: ['CustomerID', 'Customer ID'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Column = keyof typeof COLUMNS;
export type Layout = Readonly<Record<Column, number>> & Readonly<{ width: number; header: readonly string[] }>;

/** The file cannot be read as invoices at all. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

const parsedRows = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** Splits a file into rows. UTF-8, or windows-1252 where the bytes are no UTF-8 (the set was first published so). Throws `UnreadableFile`. */
export function readRows(bytes: Uint8Array): Readonly<{ layout: Layout; rows: readonly FileRow[] }> {
  const records = parsedRows.parse(parse(decode(bytes), { bom: true, relax_column_count: true, relax_quotes: true, info: true }));
  const [first, ...rest] = records;
  if (first === undefined) throw new UnreadableFile('the file is empty');
  let line = first.info.lines;
  const rows = rest.flatMap(({ record, info }) => {
    const begins = line + 1;
    line = info.lines;
    return record.length === 1 && record[0]?.trim() === '' ? [] : [{ line: begins, cells: record }];
  });
  return { layout: layoutOf(first.record), rows };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const plain = (name: string): string => name.trim().toLowerCase();

function layoutOf(header: readonly string[]): Layout {
  const names = header.map(plain);
  const at = (column: Column): number => {
    const found = names.findIndex((name) => COLUMNS[column].some((known) => plain(known) === name));
    if (found < 0) throw new UnreadableFile(`the header has no column ${COLUMNS[column][0]}: it reads ${header.join(',').slice(0, 200)}`);
    return found;
  };
  return {
    width: header.length,
    header: names,
    invoice: at('invoice'),
    code: at('code'),
    description: at('description'),
    quantity: at('quantity'),
    price: at('price'),
    customer: at('customer'),
  };
}

/** A header again in the middle of a file: several files were put together. */
export const isHeader = (cells: readonly string[], { header }: Layout): boolean =>
  cells.length === header.length && cells.every((cell, at) => plain(cell) === header[at]);
