import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineTypes } from '@noren/engine-kit';
import { records } from '@noren/item-contract';
import { foldText } from '@noren/kernel';
import { migrate, migrationsOf } from '@noren/service-kit/postgres';
import { testDatabase } from '@noren/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { itemQueries } from './queries.ts';
import { searchText } from './search-text.ts';
import { type Item, itemTable } from './tables.ts';

const everything: Item = {
  itemId: 'itm_1',
  merchantId: 'mer_1',
  sku: 'CAFÉ',
  gtin: '4006381333931',
  names: [
    { language: 'en', text: 'Café ＣＲÈＭＥ' },
    { language: 'ja', text: 'ｶﾌｪ コーヒー' },
    { language: 'de', text: 'Straße "groß" \\ 🏬' },
    { language: 'ko', text: '카페' },
    { language: 'x-long', text: 'é'.repeat(200) },
  ],
  price: { amount: Number.MAX_SAFE_INTEGER, currency: 'EUR' },
  taxClass: 'reduced',
  status: 'draft',
  imageUrls: ['https://images.example/1.jpg', `https://images.example/${'画'.repeat(700)}`],
  soldBy: 'weight',
  version: 300,
};
const littleOf: Item = {
  itemId: 'itm_2',
  merchantId: 'mer_1',
  sku: 'Pen',
  names: [{ language: 'en', text: 'Pen' }],
  price: { amount: 0, currency: 'JPY' },
  taxClass: 'standard',
  status: 'published',
  imageUrls: [],
  soldBy: 'piece',
  version: 1,
};

/** A database as it was when Item had its first migration, and these items; then upgraded to what it is now. */
const before = mkdtempSync(join(tmpdir(), 'noren-item-'));
for (const name of ['20261124000000_engine', '20261124000100_item'])
  cpSync(join(migrationsOf('item'), name), join(before, name), { recursive: true, dereference: true });
let db: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  db = await testDatabase({ stores: ['log'], migrations: { item: before } });
  for (const { itemId, merchantId, sku, gtin, names, price, taxClass, status, imageUrls, soldBy, version } of [everything, littleOf])
    await db
      .pool('item')
      .query('INSERT INTO item VALUES ($1, 7, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)', [
        `${merchantId}/${foldText(sku)}`,
        itemId,
        merchantId,
        sku,
        foldText(sku),
        gtin,
        JSON.stringify(names),
        price.amount,
        price.currency,
        taxClass,
        status,
        JSON.stringify(imageUrls),
        soldBy,
        version,
      ]);
  await migrate({ url: db.url('item'), folders: [migrationsOf('item')] });
});
afterAll(async () => {
  await db.close();
  rmSync(before, { recursive: true });
});

it('items from before the search are found by it: what was stored is folded as what comes', async () => {
  const { rows } = await db.pool('item').query<{ search_text: string }>('SELECT search_text FROM item ORDER BY key');
  expect(rows.map((row) => row.search_text.trim())).toEqual([searchText(everything), searchText(littleOf)].map((text) => text.trim()));
});

it('items from before records were whole are the same items, in the bytes that are written now', async () => {
  const { rows } = await db
    .pool('item')
    .query<{ version: number; record: Buffer }>({ text: 'SELECT version, record, gtin, status FROM item ORDER BY key', types: engineTypes });
  expect(rows.map((row) => itemTable.fromRow(row))).toStrictEqual([everything, littleOf]);
  expect(rows).toEqual(
    [everything, littleOf].map((item) => ({
      version: 7,
      record: Buffer.from(records.Item.encode(item).finish()),
      gtin: item.gtin ?? null,
      status: item.status,
    })),
  );
  expect(await itemQueries(db.pool('item')).item('mer_1', 'café')).toEqual(everything);
});
