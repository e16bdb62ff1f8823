import { engineTypes } from '@noren/engine-kit';
import { storeRecord } from '@noren/engine-kit/test-support';
import { testDatabase, type TestDatabase } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemQueries, type ItemQueries } from './queries.ts';
import { type Item, itemTable } from './tables.ts';

let database: TestDatabase;
let queries: ItemQueries;

const store = (key: string, record: Item): Promise<void> => storeRecord(database.pool('item'), itemTable, key, record);
const item = (sku: string, more: Partial<Item> = {}): Item => ({
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
const stored: readonly Item[] = [item('A1'), withoutGtin, item('Ｃ３'), item('a1', { merchantId: 'mer_b', itemId: 'itm_other' })];

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
    const skus = async (after: string): Promise<string[]> => (await queries.page('mer_a', after, 2)).map(({ sku }) => sku);
    expect(await skus('')).toEqual(['A1', 'b-2']);
    expect(await skus('b-2')).toEqual(['Ｃ３']);
    expect(await skus('c3')).toEqual([]);
  });
});

describe('what Item’s engine keeps', () => {
  it('comes back as it was', async () => {
    const { rows } = await database.pool('item').query({ text: 'SELECT * FROM item ORDER BY merchant_id, sku_key', types: engineTypes });
    expect(rows.map((row: Record<string, unknown>) => itemTable.fromRow(row))).toEqual(stored);
  });
  it('has a status that there is', async () => expect(store('mer_a/d', item('d', { status: 'sold' }))).rejects.toThrow('item_status_check'));
  it('has no two items under spellings of one SKU', async () => expect(store('mer_a/another', item('ａ1'))).rejects.toThrow('items_of_merchant'));
});
