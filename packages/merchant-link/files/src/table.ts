import { keptLine } from '@noren/kernel';
import { decode } from './encoding.ts';
import { type Fault, fault } from './faults.ts';
import { encodingFault } from './fitting-encodings.ts';
import { limits } from './limits.ts';
import { refuseOtherFormats } from './other-formats.ts';
import { type FileRecord, recordsOf } from './records.ts';
import { UnreadableFile } from './unreadable.ts';

/** Something in a file that cannot be taken, where it is and why. `line` is the row's first line in the file, as an editor counts; `column` as the file names it. */
export type Problem = Readonly<{ line: number; column: string }> & Fault;

/** A row by its column names. A column that the file does not have reads as the empty text. */
export type Row = Readonly<{ line: number; cell(column: string): string }>;

/** `broken`: rows that are problems, as far as their cells can be told. `header` is as the file has it, `columns` what its are called here; `written` gives them as the file has them. */
export type Table = Readonly<{
  kind: string;
  header: readonly string[];
  columns: readonly string[];
  rows: readonly Row[];
  broken: readonly Row[];
  problems: readonly Problem[];
  written(column: string): string;
}>;

/** What a header says: its columns by the names that they have here, and which of them hold one line of text. */
export type Heading = Readonly<{
  kind: string;
  columns: readonly string[];
  isLine(column: string): boolean;
  /** The file was given back by us: which of its columns says what was wrong with a row. */
  reasonAt?: number | undefined;
}>;

const asWritten = (columns: readonly string[]): Heading => ({ kind: 'a table', columns, isLine: () => true });

/**
 * Reads a CSV file: commas, semicolons, tabs or bars, whichever the header has most of, or what a first line `sep=;` says; lines that end in LF, CRLF or CR,
 * mixed too; quoted or not. Rows without text, and columns without a name and text, are as if they were not there. The bytes are UTF-8, what a byte order mark
 * says, or of the given encoding. Rows of another width than the header, rows whose bytes are no text, and rows at fault with their quotes become problems; the
 * others are kept. Throws `UnreadableFile` where there is no header, or more of anything than `limits` says.
 */
export function readTable(bytes: Uint8Array, encoding = 'utf-8', headingOf: (columns: readonly string[]) => Heading = asWritten): Table {
  const { header, rest, delimiter } = openFile(bytes, encoding);
  const heading = headingOf(header);
  checkRepeats(heading.columns, header);
  const places = new Map(heading.columns.map((name, at) => [name, at]));
  const [rows, broken, problems]: [Row[], Row[], Problem[]] = [[], [], []];
  let notText: Fault | undefined;
  const about = { header, heading, delimiter, notText: () => (notText ??= encodingFault(bytes, encoding)) };
  for (const record of counted(rest)) {
    const wrong = problemOf(record, about);
    if (wrong !== undefined) problems.push({ line: record.line, ...wrong });
    (wrong === undefined ? rows : broken).push({ line: record.line, cell: (column) => record.cells[places.get(column) ?? -1]?.trim() ?? '' });
  }
  const { kind, columns } = heading;
  return { kind, header, columns, rows, broken, problems, written: (column) => header[places.get(column) ?? -1] ?? column };
}

/** A file taken apart: its header, trimmed and without empty columns at its end, and its rows as they come. Throws `UnreadableFile`. */
export function openFile(
  bytes: Uint8Array,
  encoding: string,
): Readonly<{ header: readonly string[]; rest: Generator<FileRecord>; delimiter: string; text: string }> {
  if (bytes.length > limits.bytes) throw new UnreadableFile(`the file is larger than ${limits.bytes / 1024 / 1024} MiB: cut it into several`);
  refuseOtherFormats(bytes);
  const text = decode(bytes, encoding);
  // UTF-32, or UTF-16 that does not look like it.
  if (/^[^\r\n]*\0/.test(text.slice(0, ENOUGH))) throw new UnreadableFile(NO_TEXT);
  const said = SEP.exec(text);
  const from = { at: said?.[0].length ?? 0, line: said ? 2 : 1 };
  const delimiter = said ? namedDelimiter(said) : delimiterOf(text, from.at);
  const rest = recordsOf(text, delimiter, from);
  const first = rest.next();
  if (first.done) throw new UnreadableFile('the file is empty');
  return { header: headerOf(first.value), rest, delimiter, text };
}

const NO_TEXT = 'its first line is no text in this encoding: save it as CSV (UTF-8), or say which it has (utf-16le, where a program calls it Unicode)';

/** A first line as Excel writes and takes it, quoted where a program quotes all cells. */
const SEP = /^("?)sep=([^\r\n"]?)\1[ \t,;|]*(?:\r\n|\r|\n|$)/i;

function namedDelimiter([, , named = '']: RegExpExecArray): string {
  if (/^[^\p{L}\p{N}"' _.-]$/u.test(named)) return named;
  throw new UnreadableFile('the first line, sep=, names no delimiter such as ; or ,');
}

function headerOf({ cells, fault: at, line }: FileRecord): readonly string[] {
  if (cells.length > limits.columns) throw new UnreadableFile(`the header has more than ${limits.columns} columns`);
  if (at === 'cell_length') throw new UnreadableFile(`the header has a cell of more than ${limits.cell} characters`);
  if (at !== undefined) throw new UnreadableFile(`the header, line ${line}, has a quote that is misplaced or never closes`);
  const names = cells.map((name) => keptLine(name).trim());
  return names.slice(0, names.findLastIndex((name) => name !== '') + 1);
}

function checkRepeats(columns: readonly string[], written: readonly string[]): void {
  const seen = new Map<string, number>();
  for (const [at, name] of columns.entries()) {
    const before = seen.get(name);
    if (name !== '' && before !== undefined) throw new UnreadableFile(twice(written[before] ?? name, written[at] ?? name));
    seen.set(name, at);
  }
}

const twice = (one: string, other: string): string =>
  one === other
    ? `the header names the column ${one.slice(0, 60)} twice`
    : `the header names one column twice: as ${one.slice(0, 60)} and as ${other.slice(0, 60)}`;

function* counted(records: Iterable<FileRecord>): Generator<FileRecord> {
  let rows = 0;
  for (const record of records) {
    rows += 1;
    if (rows > limits.rows) throw new UnreadableFile(`the file has more than ${limits.rows} rows: cut it into several`);
    yield record;
  }
}

const REPLACEMENT = '\uFFFD';

type About = Readonly<{ header: readonly string[]; heading: Heading; delimiter: string; notText: () => Fault }>;

function problemOf(record: FileRecord, { header, heading, delimiter, notText }: About): (Fault & Readonly<{ column: string }>) | undefined {
  const { cells, fault: broken, last } = record;
  const columns = header.length;
  if (broken === 'quote') return { column: columnOfQuote(cells, header), ...fault('quote') };
  if (broken === 'line_breaks') return { column: columnOfBreaks(cells, header), ...fault('line_breaks', { last }) };
  if (cells.length < columns) return { column: '', ...fault('cells', { cells: cells.length, columns }) };
  const beyond = cells.length > limits.columns ? cells.length : cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (beyond > columns) return { column: '', ...fault('cells', { cells: beyond, columns }) };
  const wasStray = heading.reasonAt !== undefined && cells[heading.reasonAt]?.includes(STRAY) === true;
  const at = cells.findIndex((cell, place) => (wasStray && isStray(cell)) || isWrong(cell, heading.columns[place] ?? '', heading, delimiter));
  const [cell = '', column = ''] = [cells[at], header[at]];
  if (at < 0) return undefined;
  if (cell.length > limits.cell) return { column, ...fault('cell_length', { most: limits.cell }) };
  if (cell.includes(REPLACEMENT)) return { column, ...notText() };
  if (column === '') return { column, ...fault('no_heading', { text: cell.trim() }) };
  return { column, ...(wasStray && isStray(cell) ? fault('quote') : fault('line_breaks', { last })) };
}

const columnOfQuote = (cells: readonly string[], header: readonly string[]): string =>
  header[cells.findIndex((cell) => cell.trimStart().startsWith('"'))] ?? '';

const columnOfBreaks = (cells: readonly string[], header: readonly string[]): string => header[cells.findIndex((cell) => /[\r\n]/.test(cell))] ?? '';

function isWrong(cell: string, column: string, { isLine }: Heading, delimiter: string): boolean {
  if (cell === '') return false;
  if (cell.length > limits.cell || cell.includes(REPLACEMENT) || (column === '' && cell.trim() !== '')) return true;
  // A cell of one line that runs over lines in which delimiters stand is other rows, whatever its quotes say.
  return isLine(column) && cell.includes(delimiter) && /[\r\n]/.test(cell);
}

const STRAY = fault('quote').reason;
/** In a row that was given back for a stray quote, one that is still there was not mended: it only looks right because the file was written anew. */
const isStray = (cell: string): boolean => cell.startsWith('"') && cell.split('"').length % 2 === 0;

/** Of a header of any length this much says what its delimiter is. */
const ENOUGH = 10_000;

/** The delimiter that a header speaks for, by how often it stands there. */
export function delimiterOf(text: string, from = 0): string {
  const header =
    text
      .slice(from, from + ENOUGH)
      .trimStart()
      .split(/[\r\n]/, 1)[0] ?? '';
  const named = header.replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, times: named.split(delimiter).length }));
  return counts.reduce((most, one) => (one.times > most.times ? one : most)).delimiter;
}
