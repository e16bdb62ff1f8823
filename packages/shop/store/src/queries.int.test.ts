import { engineTypes } from '@noren/engine-kit';
import { storeRecord } from '@noren/engine-kit/test-support';
import { testDatabase, type TestDatabase } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Shop, shopQueries, type ShopQueries } from './queries.ts';
import { merchantTable, shopTable } from './tables.ts';

let database: TestDatabase;
let queries: ShopQueries;

const shop = (at: number, more: Partial<Shop> = {}): Shop => ({
  shopId: `shp_${at}`,
  merchantId: 'mer_a',
  name: `Shop ${at}`,
  timeZone: 'Asia/Tokyo',
  currency: 'JPY',
  status: 'open',
  reason: '',
  weeklyHours: [{ weekday: 7, fromMinute: 1_320, untilMinute: 1_560 }],
  version: at,
  ...more,
});
const paused = shop(2, { status: 'paused', pausedUntil: '2026-01-05T12:00:00.000Z', reason: 'busy' });
const merchant = { merchantId: 'mer_a', name: 'Kissa', currency: 'JPY', suspended: true, reason: 'papers missing', version: 2 };
const others = shop(4, { merchantId: 'mer_b' });

beforeAll(async () => {
  database = await testDatabase({ stores: ['log', 'shop'] });
  queries = shopQueries(database.pool('shop'));
  await storeRecord(database.pool('shop'), merchantTable, 'mer_a', merchant);
  for (const one of [shop(3), paused, shop(1), others]) await storeRecord(database.pool('shop'), shopTable, one.shopId, one);
});
afterAll(() => database.close());

describe('what Shop’s API reads', () => {
  it('is a merchant, or that there is none', async () => {
    expect(await queries.merchant('mer_a')).toEqual(merchant);
    expect(await queries.merchant('mer_b')).toBeUndefined();
  });
  it('is a shop with all that was stored, for those who may see its merchant', async () => {
    expect(await queries.shop(['mer_x', 'mer_a'], paused.shopId)).toEqual(paused);
    expect(await queries.shop('*', paused.shopId)).toEqual(paused);
    expect(await queries.shop(['mer_b'], paused.shopId)).toBeUndefined();
    expect(await queries.shop([], paused.shopId)).toBeUndefined();
  });
  it('is a merchant’s shops in id order, page by page, and nobody else’s', async () => {
    const ids = async (after: string): Promise<string[]> => (await queries.page('mer_a', after, 2)).map(({ shopId }) => shopId);
    expect(await ids('')).toEqual(['shp_1', 'shp_2']);
    expect(await ids('shp_2')).toEqual(['shp_3']);
    expect(await ids('shp_3')).toEqual([]);
  });
});

describe('what Shop’s engine keeps', () => {
  it('comes back as it was', async () => {
    const { rows } = await database.pool('shop').query({ text: 'SELECT * FROM shop ORDER BY key', types: engineTypes });
    expect(rows.map((row: Record<string, unknown>) => shopTable.fromRow(row))).toEqual([shop(1), paused, shop(3), others]);
  });
});
