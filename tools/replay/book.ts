import { RULES, type Judged, type Rule } from './rules.ts';

/** How much of the file a rule took: rows, signed units, and their worth in millionths of a pound. */
export type Entry = Readonly<{ rows: number; units: number; worth: bigint }>;

/** An entry for every rule, in the order of the rules. */
export type Book = ReadonlyMap<Rule, Entry>;

const empty: Entry = { rows: 0, units: 0, worth: 0n };
const sum = (a: Entry, b: Entry): Entry => ({ rows: a.rows + b.rows, units: a.units + b.units, worth: a.worth + b.worth });

/** Books every row under its rule, so that nothing of the file is unaccounted for. */
export function bookOf(rows: readonly Judged[]): Book {
  const book = new Map<Rule, Entry>(RULES.map(({ rule }) => [rule, empty]));
  for (const { rule, units, worth } of rows) book.set(rule, sum(book.get(rule) ?? empty, { rows: 1, units, worth }));
  return book;
}

/** The sum over all rules: the whole file. */
export const totalOf = (book: Book): Entry => [...book.values()].reduce(sum, empty);
