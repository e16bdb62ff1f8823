export type Row = Readonly<Record<string, string>>;

/**
 * Tab-separated rows under a header, as Google reads them with quoted fields, which are on for every new data source
 * (support.google.com/merchants/answer/14998273): a cell that holds a quote or a comma is quoted, and its quotes are doubled; what would end a cell
 * becomes a space. `lists`: columns whose commas part several values, and whose values hold none.
 */
export const tsv = (columns: readonly string[], rows: readonly Row[], lists: readonly string[] = []): string =>
  [columns.join('\t'), ...rows.map((row) => columns.map((column) => cell(row[column] ?? '', lists.includes(column))).join('\t'))].join('\n') + '\n';

function cell(text: string, list: boolean): string {
  const line = text.replaceAll(/[\t\r\n]+/g, ' ');
  return (list ? /"/ : /[",]/).test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}
