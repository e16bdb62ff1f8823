import { limits } from './limits.ts';
import { breaksIn, type LongCell, type Scanned, type Scanner, scanner } from './scan.ts';
import { UnreadableFile } from './unreadable.ts';

/**
 * A row as it stands in a file, its cells not trimmed. `line` is its first line as an editor counts them, `last` its last one. With a `quote` that is at fault
 * its cells are those of its line, cut at delimiters.
 */
export type FileRecord = Readonly<{ line: number; last: number; cells: readonly string[]; fault?: 'quote' | 'line_breaks' | 'cell_length' }>;

/**
 * The rows of a text that are not empty, the header first, one at a time. Quotes are strict: a cell that begins with one ends with one, and quotes within it
 * are doubled; a quote inside of a cell that does not begin with one is a character.
 *
 * A quote that is misplaced or never closes costs the row on whose line it opens, and reading goes on at the next line. So does one that opens a cell of
 * several lines in a row of another width than the header: what it runs over are other rows, and they stand. Where only one line of such a cell looks like a
 * row, nobody can tell: `line_breaks` is then the fault of all its lines.
 */
export function* recordsOf(text: string, delimiter: string, from = { at: 0, line: 1 }): Generator<FileRecord> {
  const scan = frugal(scanner(text, delimiter), text.length);
  let fits: Fits | undefined;
  let { at, line } = from;
  for (;;) {
    [at, line] = behindEmptyLines(text, at, line);
    if (at >= text.length) return;
    const scanned = scan(at);
    const broken = brokenBy(scanned, fits);
    const record = broken === undefined ? whole(scanned, line, text, scan, fits) : lineOf(scanned, broken, text, delimiter, line);
    const isEmpty = record.fault === undefined && record.cells.every((cell) => cell.trim() === '');
    if (!isEmpty) {
      fits ??= fitsHeader(record.cells);
      yield record;
    }
    line += 1 + (broken === undefined ? scanned.breaks : breaksIn(text, at, broken));
    at = behindBreak(text, broken === undefined ? scanned.end : endOfLine(text, broken));
  }
}

type Fits = (cells: number) => boolean;

/** A header may end in columns without a name: rows have them or not. */
function fitsHeader(cells: readonly string[]): Fits {
  const named = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  return (count) => count >= Math.max(2, named) && count <= cells.length;
}

/** Lines are read again where quotes are at fault: so many times the text, and no more. */
const REREADS = 20;

function frugal(scan: Scanner, length: number): Scanner {
  let spent = 0;
  return (start) => {
    const scanned = scan(start);
    spent += scanned.end - start;
    if (spent > REREADS * (length + limits.cell)) throw new UnreadableFile('so many quotes are misplaced that its rows cannot be told apart');
    return scanned;
  };
}

/** Where the quote opens that costs the row, if there is one: the first that the row runs on behind. */
function brokenBy({ fault, opened, count, long }: Scanned, fits: Fits | undefined): number | undefined {
  if (fault === 'quote') return long[0]?.opens ?? opened;
  return fits === undefined || fits(count) ? undefined : long[0]?.opens;
}

function whole({ cells, breaks, fault, long }: Scanned, line: number, text: string, scan: Scanner, fits: Fits | undefined): FileRecord {
  const isDoubtful = fits !== undefined && long.some((cell) => hasRow(cell, text, scan, fits));
  const wrong = isDoubtful ? 'line_breaks' : fault;
  return { line, last: line + breaks, cells, ...(wrong === undefined ? {} : { fault: wrong }) };
}

/** Whether a line of the cell could be a row by itself. The last line of a first cell always has the width of its row: it says nothing. */
function hasRow({ opens, closes, place }: LongCell, text: string, scan: Scanner, fits: Fits): boolean {
  for (let start = nextLine(text, opens); start <= closes; start = nextLine(text, start)) {
    if (place === 0 && nextLine(text, start) > closes) return false;
    const { fault, count } = scan(start);
    if (fault === undefined && fits(count)) return true;
  }
  return false;
}

/** The row up to the end of the line on which the quote opens. */
function lineOf({ cells, long, opened }: Scanned, broken: number, text: string, delimiter: string, line: number): FileRecord {
  const place = long.find(({ opens }) => opens === broken)?.place ?? (opened === broken ? cells.length : 0);
  const rest = text.slice(broken, Math.min(endOfLine(text, broken), broken + limits.cell)).split(delimiter, limits.columns);
  return { line, last: line, cells: [...cells.slice(0, place), ...rest], fault: 'quote' };
}

function behindEmptyLines(text: string, at: number, line: number): [number, number] {
  let [next, lines] = [at, line];
  while (next < text.length && (text[next] === '\n' || text[next] === '\r')) {
    next = behindBreak(text, next);
    lines += 1;
  }
  return [next, lines];
}

const behindBreak = (text: string, at: number): number => (text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1);
const nextLine = (text: string, at: number): number => behindBreak(text, endOfLine(text, at));

/** Where the line ends: at its CR, its LF, or the text's end. */
function endOfLine(text: string, from: number): number {
  const breaks = /[\r\n]/g;
  breaks.lastIndex = from;
  return breaks.exec(text)?.index ?? text.length;
}
