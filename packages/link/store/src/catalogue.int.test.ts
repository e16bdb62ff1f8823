import { testDatabase, type TestDatabase } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogueQueries, catalogueQueries, nextGeneration } from './catalogue.ts';

const ARTICLES = 3_000;
const here = { shopId: 'shp_1', merchantId: 'mer_1', currency: 'GBP' };
const price = { amount: 1, currency: 'GBP' };
let db: TestDatabase;
let queries: CatalogueQueries;

/** Rows as the projections write them. */
async function fill(): Promise<void> {
  await db.pool('link').query(`
    INSERT INTO article SELECT m || '/sku-' || lpad(n::text, 5, '0'), 1, m, 'sku-' || lpad(n::text, 5, '0'), n % 10 > 0, '{"sku":"SKU-' || n || '","price":{"amount":1,"currency":"GBP"}}', 1
      FROM generate_series(1, ${ARTICLES}) AS n, unnest(ARRAY['mer_1', 'mer_2']) AS m;
    INSERT INTO stock SELECT 'shp_1/sku-' || lpad(n::text, 5, '0'), 1, n FROM generate_series(1, ${ARTICLES}, 2) AS n;
    INSERT INTO shelf VALUES ('cat_1', 1, 'mer_1', '{"categoryId":"cat_1"}', 1);
    INSERT INTO filing VALUES ('mer_1/sku-00002', 1, 'cat_1'), ('mer_1/sku-00003', 1, 'cat_gone');
    INSERT INTO articles_edition VALUES ('mer_1', 1, 12);
    INSERT INTO stock_edition VALUES ('shp_1', 1, 40);`);
}

beforeAll(async () => {
  db = await testDatabase({ stores: ['link'] });
  queries = catalogueQueries(db.pool('link', 'engine'));
  // Plans that are made, and tables that are analysed, while there is nothing in them yet.
  await queries.page(here, '', 50);
  await queries.editions([here]);
  await queries.article(here, 'none');
  await db.pool('link').query('ANALYZE');
  await fill();
});
afterAll(() => db.close());

describe('a page', () => {
  it('joins what the merchant says with what the shop has', async () => {
    const { edition, articles, last } = await queries.page(here, '', 3);
    expect(JSON.parse(`[${articles}]`)).toEqual([
      { sku: 'SKU-1', price, availability: 'in_stock', available: 1 },
      { sku: 'SKU-2', price, category: { categoryId: 'cat_1' }, availability: 'out_of_stock', available: 0 },
      { sku: 'SKU-3', price, availability: 'in_stock', available: 3 },
    ]);
    expect([edition, last]).toEqual(['12.0.40', 'sku-00003']);
  });

  it('begins behind another one, passes drafts over, and the last one says so', async () => {
    const { articles, last } = await queries.page(here, 'sku-02995', 50);
    expect(JSON.parse(`[${articles}]`).map(({ sku }: Readonly<{ sku: string }>) => sku)).toEqual(['SKU-2996', 'SKU-2997', 'SKU-2998', 'SKU-2999']);
    expect(last).toBeUndefined();
    expect(await queries.page({ shopId: 'shp_9', merchantId: 'mer_9', currency: 'GBP' }, '', 50)).toEqual({ edition: '0.0.0', articles: '', last: undefined });
  });

  it('has what the shop can sell for its currency, whatever names and prices in other currencies say', async () => {
    await db
      .pool('link')
      .query(`INSERT INTO article VALUES ('mer_3/a', 1, 'mer_3', 'a', true, $1, 1), ('mer_3/b', 1, 'mer_3', 'b', true, $2, 1)`, [
        JSON.stringify({ sku: 'A', names: { en: '"currency":"JPY"', currency: 'JPY', price: 'JPY' }, price }),
        JSON.stringify({ sku: 'B', price: { amount: 1, currency: 'JPY' } }),
      ]);
    const shown = async (currency: string): Promise<unknown> =>
      JSON.parse(`[${(await queries.page({ ...here, merchantId: 'mer_3', currency }, '', 50)).articles}]`).map(({ sku }: Readonly<{ sku: string }>) => sku);
    expect([await shown('GBP'), await shown('JPY'), await shown('KRW')]).toEqual([['A'], ['B'], []]);
  });

  it('is found by indexes, however the tables were planned and however they grow', async () => {
    const scanned = async (): Promise<unknown> =>
      (
        await db
          .pool('link')
          .query(`SELECT coalesce(sum(seq_tup_read), 0)::int AS rows FROM pg_stat_user_tables WHERE relname IN ('article', 'stock', 'filing', 'shelf')`)
      ).rows[0];
    const before = await scanned();
    for (let at = 0; at < 50; at += 1) await queries.page(here, `sku-${String(at * 50).padStart(5, '0')}`, 50);
    await queries.editions(Array.from({ length: 50 }, () => here));
    await queries.article(here, 'sku-00001');
    await db.pool('link', 'engine').query('SELECT pg_stat_force_next_flush()');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await scanned()).toEqual(before);
  });
});

it('tells editions in the order asked for', async () => {
  expect(await queries.editions([{ shopId: 'shp_9', merchantId: 'mer_1' }, here, { shopId: 'shp_9', merchantId: 'mer_9' }])).toEqual([
    '12.0.0',
    '12.0.40',
    '0.0.0',
  ]);
});

it('tells later editions, of all and in each of their generations, once a part of them was made anew', async () => {
  const editions = () => queries.editions([here, { shopId: 'shp_9', merchantId: 'mer_9' }]);
  await nextGeneration(db.pool('link'), 'articles');
  expect(await editions()).toEqual([`${2 ** 36 + 12}.0.40`, `${2 ** 36}.0.0`]);
  await nextGeneration(db.pool('link'), 'articles');
  await nextGeneration(db.pool('link'), 'stock');
  expect(await editions()).toEqual([`${2 ** 37 + 12}.0.${2 ** 36 + 40}`, `${2 ** 37}.0.${2 ** 36}`]);
  expect((await queries.page(here, '', 1)).edition).toBe((await editions())[0]);
});

it('finds an article of the merchant with what the shop has of it', async () => {
  expect(await queries.article(here, 'sku-00010')).toMatchObject({ published: false, available: 0 });
  expect(await queries.article(here, 'sku-00011')).toEqual({ published: true, item: '{"sku":"SKU-11","price":{"amount":1,"currency":"GBP"}}', available: 11 });
  expect(await queries.article({ ...here, merchantId: 'mer_9' }, 'sku-00011')).toBeUndefined();
});
