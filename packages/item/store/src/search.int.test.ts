import { storeRecord } from '@noren/engine-kit/test-support';
import { foldText } from '@noren/kernel';
import { onePool, rowsRead, testDatabase, type TestDatabase } from '@noren/testing';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemQueries, type ItemQueries } from './queries.ts';
import type { SearchOf } from './search.ts';
import { type Item, itemTable } from './tables.ts';

/** The articles of a merchant, of which there are twenty. */
const MANY = 2_000;
let db: TestDatabase;
let pool: pg.Pool;
let queries: ItemQueries;

async function store(merchantId: string, sku: string, names: readonly string[], more: Partial<Item> = {}, filedUnder?: string): Promise<void> {
  const languages = ['en', 'ja', 'ko'];
  const item: Item = {
    itemId: `itm_${merchantId}_${sku}`,
    merchantId,
    sku,
    names: names.map((text, at) => ({ language: languages[at] ?? 'und', text })),
    price: { amount: 100, currency: 'JPY' },
    taxClass: 'standard',
    status: 'published',
    imageUrls: [],
    soldBy: 'piece',
    version: 1,
    ...more,
  };
  const key = `${merchantId}/${foldText(sku)}`;
  await storeRecord(pool, itemTable, key, item);
  if (filedUnder !== undefined) await pool.query('INSERT INTO filing VALUES ($1, 1, $2, $3)', [key, merchantId, filedUnder]);
}

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'item'] });
  pool = onePool(db.url('item'));
  queries = itemQueries(pool);
  await store('mer_a', 'TEA-1', ['Sencha Green Tea', '煎茶 特上', '녹차 센차'], { gtin: '4006381333931' }, 'cat_tea');
  await store('mer_a', 'tea-2', ['Hojicha', 'ほうじ茶', '호지차'], { status: 'draft' }, 'cat_tea');
  await store('mer_a', 'CUP-1', ['Tea cup (50%)', '湯呑み茶碗', '찻잔'], {}, 'cat_cups');
  await store('mer_a', 'Ｐｏｔ_1', ['ＴＥＡ pot', '急須'], { gtin: '00012345678905' });
  await store('mer_a', 'STRASSE', ['Straße map', 'ｶﾒﾗ ガイド']);
  await store('mer_b', 'TEA-1', ['Their tea', '茶'], {}, 'cat_tea');
  await pool.query(`
    INSERT INTO item (key, version, merchant_id, sku_key, status, search_text, record)
    SELECT m || '/sku-' || n, 1, m, 'sku-' || n, 'published', 'thing ' || CASE WHEN n % 1000 = 0 THEN 'rare' ELSE 'plain' END || E'\nsku-' || n,
      pb_text(3, 'SKU-' || n) || pb_money(6, 1, 'JPY')
    FROM generate_series(10001, ${10_000 + MANY}) AS n, (SELECT 'mer_many' || k AS m FROM generate_series(1, 20) AS k) AS merchants;
    INSERT INTO filing SELECT m || '/sku-' || n, 1, m, 'cat_' || n % 200 FROM generate_series(10001, ${10_000 + MANY}) AS n, (SELECT 'mer_many' || k AS m FROM generate_series(1, 20) AS k) AS merchants;
    ANALYZE;`);
});
afterAll(async () => {
  await pool.end();
  await db.close();
});

const any: SearchOf = { merchantId: 'mer_a', text: '', skuPrefix: '', gtin: '', status: '', categoryIds: [], unfiled: false };
const skus = async (of: Partial<SearchOf>, behind = '', size = 100) => (await queries.search({ ...any, ...of }, behind, size)).map(({ item }) => item.sku);

describe('items are found', () => {
  it('by any part of a name in any language, whatever case and width', async () => {
    expect(await skus({ text: 'gREEN' })).toEqual(['TEA-1']);
    expect(await skus({ text: '茶' })).toEqual(['CUP-1', 'TEA-1', 'tea-2']);
    expect(await skus({ text: 'うじ茶' })).toEqual(['tea-2']);
    expect(await skus({ text: '차' })).toEqual(['TEA-1', 'tea-2']);
    expect(await skus({ text: '찻잔' })).toEqual(['CUP-1']);
    expect(await skus({ text: 'ＳＥＮＣＨＡ' })).toEqual(['TEA-1']);
    expect(await skus({ text: 'カメラ' })).toEqual(['STRASSE']);
    expect(await skus({ text: 'STRASSE' })).toEqual(['STRASSE']);
  });
  it('by all the words, in any order and of several languages', async () => {
    expect(await skus({ text: 'tea sencha' })).toEqual(['TEA-1']);
    expect(await skus({ text: '特上　녹차' })).toEqual(['TEA-1']);
    expect(await skus({ text: 'tea cup sencha' })).toEqual([]);
  });
  it('by what a pattern would mean, taken as it is written', async () => {
    expect(await skus({ text: '50%' })).toEqual(['CUP-1']);
    expect(await skus({ text: 'pot_1' })).toEqual(['Ｐｏｔ_1']);
    expect(await skus({ text: 'tea_1' })).toEqual([]);
    expect(await skus({ text: '%' })).toEqual(['CUP-1']);
    expect(await skus({ text: '\\' })).toEqual([]);
  });
  it('by SKU and GTIN in the search field, by how a SKU begins, by a whole GTIN with or without its zeros', async () => {
    expect(await skus({ text: 'cup-1' })).toEqual(['CUP-1']);
    expect(await skus({ text: '333931' })).toEqual(['TEA-1']);
    expect(await skus({ skuPrefix: 'TEA' })).toEqual(['TEA-1', 'tea-2']);
    expect(await skus({ skuPrefix: 'ｐｏｔ' })).toEqual(['Ｐｏｔ_1']);
    expect(await skus({ gtin: '12345678905' })).toEqual(['Ｐｏｔ_1']);
    expect(await skus({ gtin: '04006381333931' })).toEqual(['TEA-1']);
    expect(await skus({ gtin: '400638133393' })).toEqual([]);
  });
  it('by a bar code in any of its lengths and in any way in which it is typed or scanned', async () => {
    for (const text of ['04006381333931', '４００６３８１３３３９３１', '4 006381 333931', '(01)04006381333931(10)LOT7'])
      expect([text, await skus({ text })]).toEqual([text, ['TEA-1']]);
    expect(await skus({ text: '0012345678905' })).toEqual(['Ｐｏｔ_1']);
    const byGtin = async (...gtins: readonly string[]) => (await queries.itemsByGtin('mer_a', gtins)).map(({ sku }) => sku);
    expect(await byGtin('04006381333931', '00012345678905', '00000096385074')).toEqual(['Ｐｏｔ_1', 'TEA-1']);
    expect(await byGtin('4006381333931')).toEqual([]);
  });
  it('by status, by category, by having none', async () => {
    expect(await skus({ status: 'draft' })).toEqual(['tea-2']);
    expect(await skus({ categoryIds: ['cat_tea', 'cat_cups'], text: 'tea' })).toEqual(['CUP-1', 'TEA-1', 'tea-2']);
    expect(await skus({ categoryIds: ['cat_tea'], text: 'green', status: 'published' })).toEqual(['TEA-1']);
    expect(await skus({ unfiled: true })).toEqual(
      ['STRASSE', 'Ｐｏｔ_1'].toSorted((a, b) => (a.normalize('NFKC').toLowerCase() < b.normalize('NFKC').toLowerCase() ? -1 : 1)),
    );
    expect((await queries.search({ ...any, text: 'hoji' }, '', 1)).map(({ categoryId }) => categoryId)).toEqual(['cat_tea']);
  });
  it('page by page, and never another merchant’s', async () => {
    expect(await skus({ text: 'tea' }, '', 2)).toEqual(['CUP-1', 'Ｐｏｔ_1']);
    expect(await skus({ text: 'tea' }, 'pot_1', 2)).toEqual(['TEA-1', 'tea-2']);
    expect(await skus({ text: 'tea' }, 'tea-2', 2)).toEqual([]);
    expect(await skus({ merchantId: 'mer_b', text: 'tea' })).toEqual(['TEA-1']);
    expect(await skus({ merchantId: 'mer_b', categoryIds: ['cat_tea'] })).toEqual(['TEA-1']);
    expect((await queries.items('mer_a', ['tea-2', 'tea-1', 'none'])).map(({ sku }) => sku)).toEqual(['TEA-1', 'tea-2']);
  });
  it('in numbers, counted as far as was asked', async () => {
    const count = (of: Partial<SearchOf>, most: number) => queries.countFound({ ...any, ...of }, most);
    expect(await count({ text: 'tea' }, 10)).toBe(4);
    expect(await count({}, 3)).toBe(3);
    expect(await count({ merchantId: 'mer_many7', text: 'rare' }, 10_001)).toBe(MANY / 1_000);
  });
});

describe('a search in a large catalogue', () => {
  const many: SearchOf = { ...any, merchantId: 'mer_many7' };
  it('ends with its page where enough fits', async () => {
    const { rows, scanned, fetched } = await rowsRead(pool, 'item', () => queries.search({ ...many, text: 'plain' }, 'sku-11000', 50));
    expect([rows.length, scanned]).toEqual([50, 0]);
    expect(fetched).toBeLessThan(100);
  });
  it('looks at the merchant’s own items at most, of all that there are', async () => {
    const { rows, scanned, fetched } = await rowsRead(pool, 'item', () => queries.search({ ...many, text: 'nowhere' }, '', 50));
    expect([rows, scanned]).toEqual([[], 0]);
    expect(fetched).toBeLessThan(MANY + 20);
  });
  it('of a category looks at what is filed there', async () => {
    const { rows, scanned, fetched } = await rowsRead(pool, 'item', () => queries.search({ ...many, categoryIds: ['cat_7'], text: 'thing' }, '', 50));
    expect([rows.length, scanned]).toEqual([MANY / 200, 0]);
    expect(fetched).toBeLessThan(100);
  });
});
