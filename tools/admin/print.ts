/** A value as people read it. */
const cell = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

function table(rows: readonly object[]): string {
  if (rows.length === 0) return 'none';
  const all = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = all.filter((name) => rows.some((row) => cell(Reflect.get(row, name)) !== ''));
  const cells = [columns, ...rows.map((row) => columns.map((name) => cell(Reflect.get(row, name))))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is readonly object[] => Array.isArray(value) && value.every(isObject);

/** One field of an answer, wherever it stands in it. */
export function fieldOf(answer: object, name: string): string | undefined {
  if (name in answer) return cell(Reflect.get(answer, name));
  return Object.values(answer)
    .filter(isObject)
    .map((inner) => fieldOf(inner, name))
    .find((found) => found !== undefined);
}

/** An answer for people: lists as tables, the rest a line a field. */
export function printed(answer: object): string {
  const lists = Object.values(answer).filter(isRows);
  const [only] = lists;
  if (only && Object.keys(answer).length === 1) return table(only);
  const fields = Object.entries(answer).flatMap(([name, value]: [string, unknown]) => (isObject(value) ? Object.entries(value) : [[name, value] as const]));
  const shown = fields.map(([name, value]) => [name, cell(value)] as const).filter(([, text]) => text !== '');
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.length === 0 ? 'done' : shown.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join('\n');
}
