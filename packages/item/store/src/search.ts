import { readMessage } from '@noren/engine-kit';
import { records } from '@noren/item-contract';
import { gtin14 } from '@noren/item-contract/gtin';
import { scannedCode } from '@noren/item-contract/scanned-code';
import { foldText } from '@noren/kernel';
import type pg from 'pg';
import { wordsOf } from './search-text.ts';
import type { Item } from './tables.ts';

/** What items must be like. Of what is empty or undefined nothing is asked. */
export type SearchOf = Readonly<{
  merchantId: string;
  /** Words that a name in any language, the SKU or the GTIN contains. */
  text: string;
  skuPrefix: string;
  gtin: string;
  status: string;
  /** Filed under one of these. */
  categoryIds: readonly string[];
  /** Filed nowhere. */
  unfiled: boolean;
}>;
export type Found = Readonly<{ item: Item; categoryId: string }>;

/**
 * A page of what fits, in the order of folded SKUs, behind one of them. The items of the merchant are walked by the index on their SKUs and looked at until
 * the page is full: an index of parts of words would find rare ones sooner, and make every item dearer to write (ADR 36).
 */
export async function search(db: pg.Pool, of: SearchOf, behind: string, size: number): Promise<readonly Found[]> {
  const { from, where, values } = conditions(of);
  const { rows } = await db.query<{ record: Buffer; category_id: string }>(
    `SELECT i.record, coalesce(f.category_id, '') AS category_id FROM ${from}
     WHERE ${where} AND i.sku_key > $${values.length + 1} ORDER BY i.sku_key LIMIT $${values.length + 2}`,
    [...values, behind, size],
  );
  return rows.map((row) => ({ item: readMessage(records.Item, row.record), categoryId: row.category_id }));
}

/** How many fit, counted no further than to `most`. */
export async function countFound(db: pg.Pool, of: SearchOf, most: number): Promise<number> {
  const { from, where, values } = conditions(of);
  const { rows } = await db.query<{ found: number }>(
    `SELECT count(*)::int AS found FROM (SELECT FROM ${from} WHERE ${where} LIMIT $${values.length + 1}) AS fits`,
    [...values, most],
  );
  return rows[0]?.found ?? 0;
}

/** No character of a SKU comes behind this one, in the order of bytes. */
const LAST = '\u{10FFFF}';

function conditions({ merchantId, text, skuPrefix, gtin, status, categoryIds, unfiled }: SearchOf) {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const where = [`i.merchant_id = ${parameter(merchantId)}`];
  const words = wordsOf(text);
  if (words.length > 0) where.push(`(i.search_text LIKE ALL (${parameter(words)}::text[])${orOfGtin(text, parameter)})`);
  const prefix = foldText(skuPrefix);
  if (prefix !== '') where.push(`i.sku_key >= ${parameter(prefix)} AND i.sku_key < ${parameter(`${prefix}${LAST}`)}`);
  if (gtin !== '') where.push(`${GTIN14} = ${parameter(gtin14(gtin))}`);
  if (status !== '') where.push(`i.status = ${parameter(status)}`);
  if (categoryIds.length > 0) where.push(`f.merchant_id = i.merchant_id AND f.category_id = ANY (${parameter([...categoryIds])}::text[])`);
  if (unfiled) where.push('f.key IS NULL');
  return { from: 'item AS i LEFT JOIN filing AS f ON f.key = i.key', where: where.join(' AND '), values };
}

/** The one form in which GTINs are compared; as its index has it. */
export const GTIN14 = `lpad(i.gtin, 14, '0')`;

/** Whoever looks for a bar code finds it in any of its lengths. */
function orOfGtin(text: string, parameter: (value: unknown) => string): string {
  const { gtins } = scannedCode(text);
  return gtins.length === 0 ? '' : ` OR ${GTIN14} = ANY (${parameter(gtins)}::text[])`;
}
