import type { Imported } from './item.ts';
import { isOwn, readOwn } from './own-csv.ts';
import { isShopify, readShopify } from './shopify-csv.ts';
import { readTable, UnreadableFile } from './table.ts';

type Reading = Readonly<{ currency: string; language: string; encoding: string }>;

/** Reads a file of either kind, told apart by its header. Throws `UnreadableFile`. */
export function readItems(bytes: Uint8Array, { currency, language, encoding }: Reading): Imported & Readonly<{ kind: string }> {
  const table = readTable(bytes, encoding);
  if (isOwn(table)) return { kind: 'our own CSV', ...readOwn(table, currency) };
  if (isShopify(table)) return { kind: "Shopify's product CSV", ...readShopify(table, { currency, language }) };
  throw new UnreadableFile(
    `the header is neither ours (sku, name:en, price…) nor Shopify's (Handle, Title, Variant Price…): ${table.columns.join(', ').slice(0, 200)}`,
  );
}
