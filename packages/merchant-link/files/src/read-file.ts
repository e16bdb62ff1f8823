import { headingOf } from './headings.ts';
import type { Imported } from './item.ts';
import { OWN } from './own-columns.ts';
import { readOwn } from './own-csv.ts';
import { languageOfTitles } from './languages.ts';
import { readShopify } from './shopify-csv.ts';
import { openFile, readTable } from './table.ts';
import { UnreadableFile } from './unreadable.ts';

/** What a file does not say itself: the currency of its prices, the language of Shopify's titles, and how its bytes are to be read. */
export type Reading = Readonly<{ currency: string; language: string; encoding: string }>;
/** `kind`: which form of file it is; `header`: its columns, as it has them. */
export type ReadItems = Imported & Readonly<{ kind: string; header: readonly string[] }>;

/** So much of a file has its header in it. */
const BEGINNING = 256 * 1024;

/** The columns of a file that was read before, as it has them; none where its beginning says none. */
export function headerOfFile(bytes: Uint8Array, encoding: string): readonly string[] {
  try {
    return openFile(bytes.subarray(0, BEGINNING), encoding).header;
  } catch (error) {
    if (error instanceof UnreadableFile) return [];
    throw error;
  }
}

/** Reads a file of either kind, told apart by its header. Throws `UnreadableFile`. */
export function readItems(bytes: Uint8Array, { currency, language, encoding }: Reading): ReadItems {
  const titles = languageOfTitles(language);
  const table = readTable(bytes, encoding, headingOf);
  const { items, problems } = table.kind === OWN ? readOwn(table, currency) : readShopify(table, { currency, language: titles });
  return { kind: table.kind, header: table.header, items, problems: problems.map((problem) => ({ ...problem, column: table.written(problem.column) })) };
}
