import { isMended, TOLD } from './own-columns.ts';
import { readItems, type Reading } from './read-file.ts';
import { openFile } from './table.ts';

/** What is wrong with a row, beside what reading the file tells: what came of comparing and applying it. */
export type Told = Readonly<{ line: number; column: string; reason: string }>;

/**
 * The rows of a file that were refused, as a CSV file in UTF-8 to be mended and brought again: in front of the cells as they were the line, column and reason.
 * A row that is still as it was is refused again; a further row of a SKU, which would be taken once the first is gone, is not given back. Throws
 * `UnreadableFile`.
 */
export function refusedRows(bytes: Uint8Array, reading: Reading, told: readonly Told[]): string {
  const { header, rest, delimiter } = openFile(bytes, reading.encoding);
  const wrong = new Map<number, Told[]>();
  const ofFile = readItems(bytes, reading).problems;
  const twins = new Set(ofFile.filter(({ code }) => code === 'sku_twice').map(({ line }) => line));
  for (const problem of [...ofFile, ...told]) {
    if (twins.has(problem.line)) continue;
    const ofRow = wrong.get(problem.line);
    if (ofRow === undefined) wrong.set(problem.line, [problem]);
    else ofRow.push(problem);
  }
  // A file that was given back before has these columns already.
  const kept = (cells: readonly string[]): readonly string[] => (isMended(header) ? cells.filter((_, at) => !isTold(header[at])) : cells);
  const lines = [[...TOLD, ...kept(header)]];
  for (const { line, cells } of rest) {
    const problems = wrong.get(line);
    if (problems !== undefined)
      lines.push([
        String(line),
        unique(
          problems.map(({ column }) => column),
          ' ',
        ),
        unique(
          problems.map(({ reason }) => reason),
          '; ',
        ),
        ...kept(cells),
      ]);
  }
  return `\uFEFF${lines.map((cells) => cells.map((cell) => written(cell, delimiter)).join(delimiter)).join('\r\n')}\r\n`;
}

const isTold = (name: string | undefined): boolean => TOLD.some((one) => one === name?.toLowerCase());
const unique = (texts: readonly string[], separator: string): string => [...new Set(texts.filter((text) => text !== ''))].join(separator);
const written = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
