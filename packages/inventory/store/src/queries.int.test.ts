import { storeRecord } from '@noren/engine-kit/test-support';
import { foldText } from '@noren/kernel';
import { onePool, rowsRead, testDatabase, type TestDatabase } from '@noren/testing';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LedgerOf, type PageOf, stockQueries, type StockQueries } from './queries.ts';
import { stockTable } from './tables.ts';

const ARTICLES = 20_000;
const at = (minute: number): string => new Date(Date.UTC(2026, 0, 5, 9, minute)).toISOString();

let db: TestDatabase;
let pool: pg.Pool;
let queries: StockQueries;

/** `version` is the record's own, which differs from its row's: that one is 1. */
const hold = (shopId: string, sku: string, onHand: number, reserved: number, safety: number) =>
  storeRecord(pool, stockTable, `${shopId}/${foldText(sku)}`, { shopId, sku, onHand, reserved, safety, short: Math.max(0, reserved - onHand), version: 4 });
const moved = (minute: number, onHand: number, reserved = 0, safety = 0, reason = 'counted') =>
  pool.query(
    `INSERT INTO ledger (shop_id, sku, sku_key, at, on_hand_delta, reserved_delta, safety_delta, reason, actor, holder)
     VALUES ('shp_1', 'Pen', 'pen', $1, $2, $3, $4, $5, 'staff:usr_1', NULL)`,
    [at(minute), onHand, reserved, safety, reason],
  );

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'inventory'] });
  pool = onePool(db.url('inventory'));
  queries = stockQueries(pool);
  for (const [sku, onHand, reserved, safety] of [
    ['Cap', 9, 0, 0],
    ['Ink-A', 5, 0, 5],
    ['Ink-B', 3, 5, 0],
    ['Pen', 7, 1, 2],
    ['Rare', 2, 1, 1],
  ] as const)
    await hold('shp_1', sku, onHand, reserved, safety);
  await pool.query(`
    INSERT INTO stock (key, version, shop_id, sku, sku_key, on_hand, reserved, safety, short, record_version)
      SELECT shop || '/sku-' || n, 1, shop, 'SKU-' || n, 'sku-' || n, 10, CASE WHEN n % 1000 = 0 THEN 10 ELSE 1 END, 0, 0, 1
      FROM generate_series(10001, ${10_000 + ARTICLES}) AS n, unnest(ARRAY['shp_big', 'shp_other']) AS shop;
    INSERT INTO ledger (shop_id, sku, sku_key, at, on_hand_delta, reserved_delta, safety_delta, reason, actor)
      SELECT 'shp_big', 'Hot', CASE WHEN n % 10 = 0 THEN 'hot' ELSE 'other' END, '2026-01-05T00:00:00Z'::timestamptz + n * interval '1 second', 1, 0, 0, 'received', 'test'
      FROM generate_series(1, ${ARTICLES}) AS n;
    ANALYZE;`);
});
afterAll(async () => {
  await pool.end();
  await db.close();
});

const all: PageOf = { behind: '', skuPrefix: '', low: false, atMost: undefined };
const skus = async (of: Partial<PageOf>, size = 10) => (await queries.page('shp_1', { ...all, ...of }, size)).map(({ sku }) => sku);

describe('a page of a shop’s stock', () => {
  it('comes in SKU order, behind the one before, with all that was stored', async () => {
    expect(await skus({}, 2)).toEqual(['Cap', 'Ink-A']);
    expect(await skus({ behind: 'ink-a' }, 2)).toEqual(['Ink-B', 'Pen']);
    const [pen] = await queries.page('shp_1', { ...all, skuPrefix: 'pen' }, 1);
    expect(pen).toEqual({ shopId: 'shp_1', sku: 'Pen', skuKey: 'pen', onHand: 7, reserved: 1, safety: 2, short: 0, available: 4, version: 4 });
    expect(await queries.levels('shp_1', ['pen', 'none'])).toEqual([
      { shopId: 'shp_1', sku: 'Pen', onHand: 7, reserved: 1, safety: 2, short: 0, available: 4, version: 4 },
    ]);
  });
  it('shows what begins like a SKU', async () => expect(await skus({ skuPrefix: 'ink' })).toEqual(['Ink-A', 'Ink-B']));
  it('shows what is low: not more than the safety stock, or than was asked for', async () => {
    expect(await skus({ low: true })).toEqual(['Ink-A', 'Ink-B', 'Rare']);
    expect(await skus({ low: true, atMost: 4 })).toEqual(['Ink-A', 'Ink-B', 'Pen', 'Rare']);
    expect(await skus({ low: true, atMost: -1 })).toEqual([]);
    expect(await skus({ low: true, behind: 'ink-a' }, 1)).toEqual(['Ink-B']);
  });
  it('is read by index, from where the page before ended, and no other shop’s', async () => {
    const { rows, scanned, fetched } = await rowsRead(pool, 'stock', () => queries.page('shp_big', { ...all, behind: 'sku-15000' }, 100));
    expect([rows.length, scanned]).toEqual([100, 0]);
    expect(fetched).toBeLessThanOrEqual(101);
    const low = await rowsRead(pool, 'stock', () => queries.page('shp_big', { ...all, low: true }, 5));
    expect(low.rows.map(({ sku }) => sku)).toEqual(['SKU-11000', 'SKU-12000', 'SKU-13000', 'SKU-14000', 'SKU-15000']);
    expect(low.fetched).toBeLessThan(5_100);
    expect(low.scanned).toBe(0);
  });
});

it('counts what a shop holds, has not, and has too little of', async () => {
  expect(await queries.counts('shp_1')).toEqual({ articles: 5, outOfStock: 3, low: 3, short: 1 });
  expect(await queries.counts('shp_none')).toEqual({ articles: 0, outOfStock: 0, low: 0, short: 0 });
});

describe('an article’s ledger', () => {
  const any: LedgerOf = { before: undefined, from: undefined, until: undefined };
  it('comes newest first, in pages, within a time', async () => {
    await moved(0, 10);
    await moved(10, 0, 3, 0, 'reserved');
    await moved(10, -3, -3, 0, 'committed');
    await moved(65, 0, 1, 2, 'safety');
    const lines = async (of: Partial<LedgerOf>, size = 10) => queries.ledger('shp_1', 'pen', { ...any, ...of }, size);
    const whole = await lines({});
    expect(whole.map(({ reason }) => reason)).toEqual(['safety', 'committed', 'reserved', 'counted']);
    expect(whole[1]).toMatchObject({ at: at(10), onHandDelta: -3, reservedDelta: -3, actor: 'staff:usr_1', holder: '' });
    const [, second] = await lines({}, 2);
    expect((await lines({ before: second })).map(({ reason }) => reason)).toEqual(['reserved', 'counted']);
    expect((await lines({ from: at(10), until: at(65) })).map(({ reason }) => reason)).toEqual(['committed', 'reserved']);
  });
  it('of an hour long ago is read without what came since', async () => {
    const { rows, scanned, fetched } = await rowsRead(pool, 'ledger', () =>
      queries.ledger('shp_big', 'hot', { ...any, from: '2026-01-05T01:00:00Z', until: '2026-01-05T01:10:00Z' }, 1_000),
    );
    expect([rows.length, scanned]).toEqual([60, 0]);
    expect(fetched).toBeLessThanOrEqual(61);
  });
});

describe('an article’s level over time', () => {
  const history = (from: number, until: number, bucketMinutes = 30, skuKey = 'pen') =>
    queries.levelHistory({ shopId: 'shp_1', skuKey, from: at(from), until: at(until), bucketMinutes });
  it('is what it is now without what has moved since', async () => {
    // The level of the article is what its ledger comes to, as the engine keeps it: 7 on hand, 1 reserved, 2 kept back.
    expect(await history(-30, 90)).toEqual([
      { at: at(-30), onHand: 0, reserved: 0, safety: 0 },
      { at: at(30), onHand: 7, reserved: 0, safety: 0 },
      { at: at(90), onHand: 7, reserved: 1, safety: 2 },
    ]);
    expect(await history(5, 60)).toEqual([
      { at: at(5), onHand: 10, reserved: 0, safety: 0 },
      { at: at(35), onHand: 7, reserved: 0, safety: 0 },
    ]);
    expect(await history(70, 90)).toEqual([{ at: at(70), onHand: 7, reserved: 1, safety: 2 }]);
    expect(await history(-60, -30)).toEqual([{ at: at(-60), onHand: 0, reserved: 0, safety: 0 }]);
  });
  it('has no points of what the shop never held', async () => expect(await history(0, 60, 30, 'none')).toEqual([]));
});
