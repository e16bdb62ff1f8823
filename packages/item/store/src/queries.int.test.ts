import { engineTypes } from '@noren/engine-kit';
import { testDatabase, type TestDatabase } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemQueries, type ItemQueries } from './queries.ts';
import { type ItemRecord, itemTable } from './tables.ts';

let database: TestDatabase;
let queries: ItemQueries;

/** A row as the engine writes it. */
async function store(key: string, record: ItemRecord): Promise<void> {
  const row = JSON.stringify({ ...itemTable.toRow(record, key), key, version: 1 });
  await database.pool('item').query('INSERT INTO item SELECT * FROM jsonb_populate_record(NULL::item, $1)', [row]);
}

const item = (sku: string, more: Partial<ItemRecord> = {}): ItemRecord => ({
  itemId: `itm_${sku}`,
  merchantId: 'mer_a',
  sku,
  gtin: '4006381333931',
  names: [
    { language: 'ja', text: 'ペン' },
    { language: 'en', text: 'Pen' },
  ],
  price: { amount: 9_007_199_254_740_991, currency: 'GBP' },
  taxClass: 'reduced',
  status: 'draft',
  imageUrls: ['https://images.example/pen.jpg'],
  soldBy: 'weight',
  version: 3,
  ...more,
});
const { gtin: _gtin, ...withoutGtin } = item('b-2');
const stored: readonly ItemRecord[] = [item('A1'), withoutGtin, item('Ｃ３'), item('a1', { merchantId: 'mer_b', itemId: 'itm_other' })];

beforeAll(async () => {
  database = await testDatabase({ stores: ['log', 'item'] });
  queries = itemQueries(database.pool('item'));
  for (const one of stored.toReversed()) await store(`${one.merchantId}/${one.sku}`, one);
});
afterAll(() => database.close());

describe('what Item’s API reads', () => {
  it('is an item by its folded SKU, with all that was stored', async () => {
    expect(await queries.item('mer_a', 'c3')).toEqual(item('Ｃ３'));
    expect(await queries.item('mer_a', 'b-2')).toEqual(withoutGtin);
    expect(await queries.item('mer_b', 'c3')).toBeUndefined();
  });
  it('is a merchant’s items in the order of folded SKUs, page by page, and nobody else’s', async () => {
    const skus = async (after: string): Promise<string[]> => (await queries.page('mer_a', after, 2)).map(({ sku, skuKey }) => `${sku} ${skuKey}`);
    expect(await skus('')).toEqual(['A1 a1', 'b-2 b-2']);
    expect(await skus('b-2')).toEqual(['Ｃ３ c3']);
    expect(await skus('c3')).toEqual([]);
  });
});

describe('what Item’s engine keeps', () => {
  it('comes back as it was', async () => {
    const { rows } = await database.pool('item').query({ text: 'SELECT * FROM item ORDER BY merchant_id, sku_key', types: engineTypes });
    expect(rows.map((row: Record<string, unknown>) => itemTable.fromRow(row))).toEqual(stored);
  });
  it('has no two items under spellings of one SKU', async () =>
    expect(store('mer_a/another', item('ａ1', { itemId: 'itm_twin' }))).rejects.toThrow('items_of_merchant'));
  it('has no price below nothing', async () => expect(store('mer_a/d', item('d', { price: { amount: -1, currency: 'GBP' } }))).rejects.toThrow('price_amount'));
});
