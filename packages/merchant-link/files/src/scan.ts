import { limits } from './limits.ts';

/** A cell that goes on over the end of its line: where its quotes stand, and which of the row's cells it is. */
export type LongCell = Readonly<{ opens: number; closes: number; place: number }>;

/** One row, read from where it begins. `end`: where its last line ends; with the fault `quote`, how far it was looked at. `opened`: with the fault `quote`, where the quote opens. */
export type Scanned = Readonly<{
  cells: readonly string[];
  count: number;
  end: number;
  breaks: number;
  long: readonly LongCell[];
  fault?: 'quote' | 'cell_length';
  opened: number;
}>;

export type Scanner = (start: number) => Scanned;
/** `end`: behind the cell. Without a value its quote is misplaced, or never closes. */
type Cell = Readonly<{ value: string | undefined; end: number; closes?: number }>;

/**
 * Reads rows of a text. A row of more cells than a file may have columns is read no further than that, and ends at the end of its line.
 */
export function scanner(text: string, delimiter: string): Scanner {
  const plain = new RegExp(`[^${delimiter.replace(/[\\\]^-]/, '\\$&')}\\r\\n]*`, 'y');
  const ends = (at: number): boolean => at >= text.length || text[at] === delimiter || text[at] === '\n' || text[at] === '\r';
  const plainEnd = (from: number): number => {
    plain.lastIndex = from;
    plain.test(text);
    return plain.lastIndex;
  };

  const quoted = (start: number, opens: number): Cell => {
    let closes = text.indexOf('"', opens + 1);
    while (closes >= 0 && text[closes + 1] === '"') closes = text.indexOf('"', closes + 2);
    if (closes < 0) return { value: undefined, end: text.length };
    const end = behindSpaces(text, closes + 1);
    const value = text.slice(opens + 1, closes);
    // What is too long to be taken is not worth a copy.
    if (ends(end)) return { value: value.length > 2 * limits.cell ? value : value.replaceAll('""', '"'), end, closes };
    return bare(start, opens, closes) ?? { value: undefined, end: closes };
  };
  /** `"Big" pot`: wherever one takes it to begin and end, the cell is the same. */
  const bare = (start: number, opens: number, closes: number): Cell | undefined => {
    const end = plainEnd(opens);
    const isOne = closes > opens + 1 && closes < end && !text.slice(opens + 1, closes).includes('"') && !text.slice(closes + 1, end).includes('"');
    return isOne ? { value: text.slice(start, end), end } : undefined;
  };
  const cellAt = (start: number): Readonly<{ cell: Cell; opens: number }> => {
    const opens = behindSpaces(text, start);
    if (text[opens] === '"') return { cell: quoted(start, opens), opens };
    const end = plainEnd(start);
    return { cell: { value: text.slice(start, end), end }, opens };
  };

  return (start) => {
    const cells: string[] = [];
    const long: LongCell[] = [];
    let [breaks, isLong] = [0, false];
    for (let at = start; ; at += 1) {
      const { cell, opens } = cellAt(at);
      const over = cell.closes === undefined ? 0 : breaksIn(text, opens, cell.closes);
      if (cell.value === undefined || (over > 0 && cell.value.length > limits.cell))
        return { cells, count: cells.length, end: cell.end, breaks, long, fault: 'quote', opened: opens };
      if (over > 0 && cell.closes !== undefined) long.push({ opens, closes: cell.closes, place: cells.length });
      breaks += over;
      isLong ||= cell.value.length > limits.cell;
      cells.push(cell.value);
      at = cells.length > limits.columns ? lineEnd(text, cell.end) : cell.end;
      if (text[at] !== delimiter)
        return { cells, count: cells.length, end: at, breaks, long, ...(isLong ? { fault: 'cell_length' as const } : {}), opened: start };
    }
  };
}

function behindSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

/** How many lines end between two places: CRLF is one end, and so are CR and LF alone. */
export function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (text[at] === '\n' ? text[at - 1] !== '\r' || at === from : text[at] === '\r') count += 1;
  return count;
}
