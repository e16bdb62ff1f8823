import type { Applied } from './apply.ts';
import type { Trouble } from './trouble.ts';

/** `1 row`, `1,200 rows`. */
const count = (value: number, one: string): string => `${value.toLocaleString('en-GB')} ${one}${value === 1 ? '' : 's'}`;
const verb = (value: number, one: string, other: string): string => (value === 1 ? one : other);

/** A problem in one line, as a person looks it up in the file. */
const problemLine = ({ line, column, reason }: Trouble): string => `line ${line}${column === '' ? '' : `, ${column}`}: ${reason}`;

/** What came of an import. `problems`: those found in the file and by the platform. */
export function summary(kind: string, { items, stockSet, warnings }: Applied, problems: readonly Trouble[], seconds: number): readonly string[] {
  const refused = new Set(problems.map(({ line }) => line)).size;
  return [
    `${kind}: ${count(items, 'item')} ${verb(items, 'stands', 'stand')} as the file says, ${count(stockSet, 'stock level')} ${verb(stockSet, 'was', 'were')} set, ${count(refused, 'row')} ${verb(refused, 'was', 'were')} refused (${seconds.toFixed(1)} s)`,
    ...problems.map((problem) => `  ${problemLine(problem)}`),
    ...warnings.map((warning) => `  warning: ${problemLine(warning)}`),
  ];
}

/** 0 all rows stand, 1 some do not, 2 none does. */
export const exitCode = ({ items }: Applied, problems: readonly Trouble[]): number => (problems.length === 0 ? 0 : items > 0 ? 1 : 2);
