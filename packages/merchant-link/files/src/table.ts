import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Fault, fault } from './faults.ts';

/** Something in a file that cannot be taken, where it is and why. `line` is the row's first line in the file, the header being line 1; `column` by its name. */
export type Problem = Readonly<{ line: number; column: string }> & Fault;

/** A row by its column names. A column that the file does not have reads as the empty text. */
export type Row = Readonly<{ line: number; cell(column: string): string }>;

export type Table = Readonly<{ columns: readonly string[]; rows: readonly Row[]; problems: readonly Problem[] }>;

/** The file cannot be read as a table at all. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * Reads a CSV file: commas, semicolons or tabs, whichever the header has most of; LF or CRLF; quoted or not; a byte order mark or none.
 * The bytes are UTF-8 (UTF-16 where a byte order mark says so) or of the given encoding, by its WHATWG label. Rows of another width than the header, and rows
 * whose bytes are no text, become problems; the others are kept. Throws `UnreadableFile` where there is no header or a quote never closes.
 */
export function readTable(bytes: Uint8Array, encoding = 'utf-8'): Table {
  const text = decode(bytes, encoding);
  const [header, ...rest] = recordsOf(text, delimiterOf(text.slice(0, text.search(/[\r\n]|$/))));
  if (header === undefined) throw new UnreadableFile('the file is empty');
  const columns = header.cells.map((name) => name.trim());
  const repeated = columns.find((name, at) => name !== '' && columns.indexOf(name) < at);
  if (repeated !== undefined) throw new UnreadableFile(`the header names the column ${repeated} twice`);
  const problems = rest.flatMap((record) => problemOf(record, columns));
  const bad = new Set(problems.map(({ line }) => line));
  const places = new Map(columns.map((name, at) => [name, at]));
  const rows = rest
    .filter(({ line }) => !bad.has(line))
    .map(({ line, cells }): Row => ({ line, cell: (column) => cells[places.get(column) ?? -1]?.trim() ?? '' }));
  return { columns, rows, problems };
}

type FileRecord = Readonly<{ line: number; cells: readonly string[] }>;

function recordsOf(text: string, delimiter: string): readonly FileRecord[] {
  let last = 0;
  return records(text, delimiter).flatMap(({ record, info }) => {
    const line = last + 1;
    last = info.lines;
    return record.length === 1 && record[0]?.trim() === '' ? [] : [{ line, cells: record }];
  });
}

function records(text: string, delimiter: string): z.infer<typeof parsed> {
  try {
    return parsed.parse(parse(text, { delimiter, relax_column_count: true, relax_quotes: true, info: true }));
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableFile(`the file is no CSV: ${error.message}`);
    throw error;
  }
}

const REPLACEMENT = '\uFFFD';

function problemOf({ line, cells }: FileRecord, columns: readonly string[]): readonly Problem[] {
  if (cells.length !== columns.length) return [{ line, column: '', ...fault('cells', { cells: cells.length, columns: columns.length }) }];
  const at = cells.findIndex((cell) => cell.includes(REPLACEMENT));
  return at < 0 ? [] : [{ line, column: columns[at] ?? '', ...fault('encoding') }];
}

/** Bytes that are no text become U+FFFD, so that only their rows are lost. */
function decode(bytes: Uint8Array, encoding: string): string {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  try {
    return new TextDecoder(mark ?? encoding).decode(bytes);
  } catch {
    throw new UnreadableFile(`${encoding} is no encoding that is known here`);
  }
}

function delimiterOf(header: string): string {
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, times: header.split(delimiter).length }));
  return counted.reduce((most, one) => (one.times > most.times ? one : most)).delimiter;
}
