import { foldText } from '@noren/kernel';
import { reasonAt, TOLD } from './own-columns.ts';
import { readItems, type Reading } from './read-file.ts';
import { isShopify } from './shopify-columns.ts';
import { delimiterOf, openFile, type Problem } from './table.ts';
import { type GivenRow, wholeProducts } from './whole-products.ts';

/** What is wrong with a row, beside what reading the file tells: what came of comparing and applying it. */
export type Told = Readonly<{ line: number; column: string; reason: string }>;

/**
 * The rows of a file that were refused, as a CSV file in UTF-8 to be mended and brought again: in front of the cells as they were the line, column and reason.
 * A row that is still as it was is refused again; a further row of a SKU, which would be taken once the first is gone, is not given back. Throws
 * `UnreadableFile`.
 */
export function refusedRows(bytes: Uint8Array, reading: Reading, told: readonly Told[]): string {
  const { header, rest, delimiter } = openFile(bytes, reading.encoding);
  const wrong = wrongByLine(readItems(bytes, reading).problems, told);
  const isRefused = (line: number): boolean => wrong.has(line);
  const rows: readonly GivenRow[] = isShopify(header) ? wholeProducts(header, [...rest], isRefused) : [...rest].filter(({ line }) => isRefused(line));
  // A file that was given back before has these columns already.
  const isAgain = reasonAt(header) !== undefined;
  const kept = (cells: readonly string[]): readonly string[] => (isAgain ? cells.filter((_, at) => !isTold(header[at])) : cells);
  const given = rows.map(({ line, cells }) => [...(line === undefined ? ['', '', ''] : whatIsWrong(line, wrong.get(line) ?? [])), ...kept(cells)]);
  const lines = [[...TOLD, ...kept(header)], ...given].map((cells) => cells.map((cell) => written(cell, delimiter)).join(delimiter));
  return `\uFEFF${delimiterOf(lines[0] ?? '') === delimiter ? '' : `sep=${delimiter}\r\n`}${lines.join('\r\n')}\r\n`;
}

function wrongByLine(ofFile: readonly Problem[], told: readonly Told[]): ReadonlyMap<number, readonly Told[]> {
  const twins = new Set(ofFile.filter(({ code }) => code === 'sku_twice').map(({ line }) => line));
  return Map.groupBy(
    [...ofFile, ...told].filter(({ line }) => !twins.has(line)),
    ({ line }) => line,
  );
}

const whatIsWrong = (line: number, problems: readonly Told[]): readonly string[] => [
  String(line),
  unique(
    problems.map(({ column }) => column),
    ' ',
  ),
  unique(
    problems.map(({ reason }) => plain(reason)),
    '; ',
  ),
];

/** What is told of a cell may begin as the cell does, and a spreadsheet would take `=1+1 is…` and `-5 is…` for formulas. */
const plain = (reason: string): string => (/^[=+\-@]/.test(reason) ? `cell: ${reason}` : reason);

const isTold = (name = ''): boolean => TOLD.some((one) => one === foldText(name));
const unique = (texts: readonly string[], separator: string): string => [...new Set(texts.filter((text) => text !== ''))].join(separator);
const written = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
