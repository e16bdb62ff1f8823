import { headingOf } from './headings.ts';
import type { Imported } from './item.ts';
import { OWN } from './own-columns.ts';
import { readOwn } from './own-csv.ts';
import { readShopify } from './shopify-csv.ts';
import { readTable } from './table.ts';

/** What a file does not say itself: the currency of its prices, the language of Shopify's titles, and how its bytes are to be read. */
export type Reading = Readonly<{ currency: string; language: string; encoding: string }>;
/** `kind`: which form of file it is. */
export type ReadItems = Imported & Readonly<{ kind: string }>;

/** Reads a file of either kind, told apart by its header. Throws `UnreadableFile`. */
export function readItems(bytes: Uint8Array, { currency, language, encoding }: Reading): ReadItems {
  const table = readTable(bytes, encoding, headingOf);
  const { items, problems } = table.kind === OWN ? readOwn(table, currency) : readShopify(table, { currency, language });
  return { kind: table.kind, items, problems: problems.map((problem) => ({ ...problem, column: table.written(problem.column) })) };
}
