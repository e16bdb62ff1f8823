import { storeRecord } from '@noren/engine-kit/test-support';
import { idsFrom } from '@noren/kernel';
import { onePool, rowsRead, testDatabase, type TestDatabase } from '@noren/testing';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Order, type OrderQueries, orderQueries, type PageOf } from './queries.ts';
import { linesTable, orderTable } from './tables.ts';

const OLD = 20_000;
const OPEN = 500;
const HOUR = 3_600_000;
const nine = Date.parse('2026-01-05T09:00:00.000Z');
const at = (hour: number): string => new Date(nine + hour * HOUR).toISOString();

let db: TestDatabase;
let pool: pg.Pool;
let queries: OrderQueries;
/** Tells ids of one instant apart. */
let number = 0;

/** Without its lines, at version 3. The id is made at the instant of placing. */
async function place(
  shopId: string,
  placedAt: string,
  {
    status = 'confirmed',
    total = 100,
    currency = 'GBP',
    reasons = [],
  }: Readonly<Partial<Pick<Order, 'status' | 'reasons'>> & { total?: number; currency?: string }> = {},
): Promise<string> {
  const orderId = `${idsFrom('ord', Date.parse(placedAt))}${String((number += 1)).padStart(20, '0')}`;
  await storeRecord(db.pool('order'), orderTable, orderId, {
    ...{ orderId, shopId, merchantId: 'mer_1', channel: 'platform:eats', externalId: '', status, total: { amount: total, currency }, reasons },
    ...{ placedAt, updatedAt: placedAt, decideBy: placedAt, readyInMinutes: 0, version: 3, placeCommandId: 'cmd_1' },
  });
  return orderId;
}

/** A shop with years behind it: what has ended, and what is on its way now. */
async function fillBusyShop(): Promise<void> {
  const row = (status: string, count: number, from: string) => `
    INSERT INTO orders (key, version, shop_id, status, placed_at, total_amount, currency, out_of_stock, record)
    SELECT id, 1, 'shp_busy', ${status}, t, 100, 'GBP', false,
      pb_text(1, id) || pb_text(2, 'shp_busy') || pb_text(6, ${status}) || pb_money(7, 100, 'GBP') || pb_text(9, pb_instant(t)) || pb_int(13, 1)
    FROM generate_series(1, ${count}) AS n, LATERAL (SELECT '${from}'::timestamptz + n * interval '1 minute' AS t) AS of,
      LATERAL (SELECT 'ord_' || lpad(to_hex((extract(epoch FROM t) * 1000)::bigint), 12, '0') || lpad(n::text, 20, '0') AS id) AS named`;
  await db.pool('order').query(row(`(ARRAY['completed', 'rejected', 'cancelled', 'handed_over'])[1 + n % 4]`, OLD, '2025-12-01T00:00:00Z'));
  await db.pool('order').query(row(`(ARRAY['confirmed', 'accepted', 'ready', 'placed'])[1 + n % 4]`, OPEN, '2026-01-05T09:00:00Z'));
}

const all: PageOf = { statuses: [], newestFirst: false, behind: undefined, placedFrom: undefined, placedUntil: undefined };
const onTheirWay = ['placed', 'confirmed', 'accepted', 'ready'];

beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'order'] });
  pool = onePool(db.url('order'));
  queries = orderQueries(pool);
  await place('shp_quiet', at(0));
  await fillBusyShop();
  // As autovacuum does behind so many rows.
  await db.pool('order').query('ANALYZE');
});
afterAll(async () => {
  await pool.end();
  await db.close();
});

describe('a page of a shop’s orders', () => {
  it('comes oldest first or newest first, behind the last of the page before', async () => {
    const placed = [];
    for (const hour of [0, 1, 2, 3, 4]) placed.push(await place('shp_pages', at(hour)));
    const walk = async (newestFirst: boolean): Promise<string[]> => {
      const seen: string[] = [];
      for (let behind: string | undefined; ; behind = seen.at(-1)) {
        const page = await queries.page('shp_pages', { ...all, newestFirst, behind }, 2);
        seen.push(...page.map(({ orderId }) => orderId));
        if (page.length < 2) return seen;
      }
    };
    expect(await walk(false)).toEqual(placed);
    expect(await walk(true)).toEqual(placed.toReversed());
  });

  it('holds what was placed at or after the one instant and before the other', async () => {
    const [, second, third] = [await place('shp_time', at(0)), await place('shp_time', at(1)), await place('shp_time', at(2)), await place('shp_time', at(3))];
    const page = await queries.page('shp_time', { ...all, placedFrom: at(1), placedUntil: at(3) }, 10);
    expect(page.map(({ orderId }) => orderId)).toEqual([second, third]);
    expect(page[0]).toMatchObject({ version: 3, placedAt: at(1), lines: [] });
  });

  it('of 500 open orders is read by index, however many have ended', async () => {
    const { rows, fetched, scanned } = await rowsRead(pool, 'orders', async () => {
      const first = await queries.page('shp_busy', { ...all, statuses: onTheirWay, newestFirst: true }, 200);
      const second = await queries.page('shp_busy', { ...all, statuses: onTheirWay, newestFirst: true, behind: first.at(-1)?.orderId }, 200);
      return [...first, ...second];
    });
    expect(rows).toHaveLength(400);
    expect(rows.map(({ placedAt }) => placedAt)).toEqual(rows.map(({ placedAt }) => placedAt).toSorted((a, b) => (a < b ? 1 : -1)));
    expect(scanned).toBe(0);
    expect(fetched).toBeLessThan(4 * OPEN);
  });
});

describe('the counts of a board', () => {
  it('are all that is on its way, and what has ended since an instant', async () => {
    for (const [hour, status] of ['placed', 'accepted', 'accepted', 'ready', 'completed', 'handed_over', 'rejected'].entries())
      await place('shp_count', at(hour), { status });
    const counts = async (since?: string) => Object.fromEntries((await queries.counts('shp_count', since)).map(({ status, orders }) => [status, orders]));
    expect(await counts()).toEqual({ placed: 1, accepted: 2, ready: 1 });
    expect(await counts(at(5))).toEqual({ placed: 1, accepted: 2, ready: 1, handed_over: 1, rejected: 1 });
    expect(await counts(at(0))).toMatchObject({ completed: 1 });
  });

  it('read what they count and not what lies behind', async () => {
    const { rows, fetched, scanned } = await rowsRead(pool, 'orders', () => queries.counts('shp_busy', '2025-12-14T19:20:00Z'));
    expect(rows.reduce((sum, { orders }) => sum + orders, 0)).toBe(OPEN + 120 + 1);
    expect(scanned).toBe(0);
    expect(fetched).toBeLessThan(3 * OPEN);
  });
});

describe('sales', () => {
  it('are counted by the bucket in which an order was placed, and by currency, as orders stand now', async () => {
    const short = [{ code: 'out_of_stock', message: '', sku: 'pen' }];
    for (const [hour, more] of [
      [0, { total: 250, status: 'completed' }],
      [0.5, { total: 150, status: 'accepted' }],
      [0.9, { total: 99, status: 'rejected', reasons: short }],
      [0.95, { total: 99, status: 'rejected' }],
      [2, { total: 70, status: 'cancelled' }],
      [2.1, { total: 1_000, currency: 'JPY' }],
      [2.2, { total: 5 }],
      [3, { total: 1 }],
    ] as const)
      await place('shp_sales', at(hour), more);
    const none = { rejected: 0, outOfStock: 0, cancelled: 0 };
    expect(await queries.sales('shp_sales', at(0), at(3), 60)).toEqual([
      { from: at(0), currency: 'GBP', placed: 4, rejected: 2, outOfStock: 1, cancelled: 0, sold: 2, sales: 400 },
      { from: at(2), currency: 'GBP', placed: 2, ...none, cancelled: 1, sold: 1, sales: 5 },
      { from: at(2), currency: 'JPY', placed: 1, ...none, sold: 1, sales: 1_000 },
    ]);
    expect(await queries.sales('shp_sales', at(0.5), at(1), 30)).toMatchObject([{ from: at(0.5), placed: 3, sold: 1 }]);
    expect(await queries.sales('shp_sales', at(4), at(5), 60)).toEqual([]);
  });

  it('of a day read that day', async () => {
    const { rows, fetched, scanned } = await rowsRead(pool, 'orders', () => queries.sales('shp_busy', '2025-12-10T00:00:00Z', '2025-12-11T00:00:00Z', 60));
    expect(rows.reduce((sum, { placed }) => sum + placed, 0)).toBe(24 * 60);
    expect(scanned).toBe(0);
    expect(fetched).toBeLessThan(25 * 60);
  });
});

describe('an order', () => {
  it('comes with its lines as they were stored, and with whose it is', async () => {
    const orderId = await place('shp_one', at(0), { status: 'rejected', reasons: [{ code: 'late', message: 'too late' }] });
    const line = {
      line: 1,
      sku: 'pen',
      itemId: 'itm_1',
      name: 'Stift ✎',
      itemVersion: 2,
      quantity: 3,
      soldBy: 'piece',
      total: { amount: 30, currency: 'GBP' },
      returned: 1,
    };
    await storeRecord(db.pool('order'), linesTable, orderId, { orderId, lines: [line] });
    expect(await queries.order(orderId)).toStrictEqual({
      ...{ orderId, shopId: 'shp_one', merchantId: 'mer_1', channel: 'platform:eats', externalId: '', status: 'rejected', lines: [line] },
      ...{ total: { amount: 100, currency: 'GBP' }, reasons: [{ code: 'late', message: 'too late' }], readyInMinutes: 0, version: 3 },
      ...{ placedAt: at(0), updatedAt: at(0), decideBy: at(0) },
    });
    expect(await queries.owner(orderId)).toMatchObject({ shopId: 'shp_one', merchantId: 'mer_1', channel: 'platform:eats' });
    expect([await queries.order('ord_none'), await queries.owner('ord_none')]).toEqual([undefined, undefined]);
  });
});

describe('an order’s history', () => {
  it('comes oldest first, with what the engine wrote of each event', async () => {
    await db.pool('order').query(`INSERT INTO order_history VALUES
      ('ord_h', 2, '${at(1)}', 'OrderAccepted', 'accepted', 'staff:usr_1', '{"readyInMinutes": 20}'), ('ord_h', 1, '${at(0)}', 'OrderPlaced', 'placed', 'platform:eats', NULL),
      ('ord_i', 1, '${at(0)}', 'OrderPlaced', 'placed', 'platform:eats', NULL)`);
    expect(await queries.history('ord_h')).toEqual([
      { orderId: 'ord_h', version: 1, at: at(0), event: 'OrderPlaced', status: 'placed', actor: 'platform:eats' },
      { orderId: 'ord_h', version: 2, at: at(1), event: 'OrderAccepted', status: 'accepted', actor: 'staff:usr_1', detail: { readyInMinutes: 20 } },
    ]);
    expect(await queries.history('ord_none')).toEqual([]);
  });
});
