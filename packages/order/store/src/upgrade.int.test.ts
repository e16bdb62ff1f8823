import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineTypes, type RecordTable } from '@noren/engine-kit';
import { migrate, migrationsOf } from '@noren/service-kit/postgres';
import { testDatabase, type TestDatabase } from '@noren/testing';
import { expect, it } from 'vitest';
import { orderQueries } from './queries.ts';
import { articleTable, linesTable, orderTable, shopTable } from './tables.ts';

/** A database of an older state, filled, then migrated to today's. */
async function upgraded(migrations: readonly string[], rows: string, test: (db: TestDatabase) => Promise<void>): Promise<void> {
  const before = mkdtempSync(join(tmpdir(), 'noren-order-'));
  for (const name of migrations) cpSync(join(migrationsOf('order'), name), join(before, name), { recursive: true, dereference: true });
  const db = await testDatabase({ stores: ['log'], migrations: { order: before } });
  try {
    await db.pool('order').query(rows);
    await migrate({ url: db.url('order'), folders: [migrationsOf('order')] });
    await test(db);
  } finally {
    await db.close();
    rmSync(before, { recursive: true });
  }
}

async function stored<T>(db: TestDatabase, table: RecordTable<T>): Promise<readonly T[]> {
  const { rows } = await db.pool('order').query<Readonly<Record<string, unknown>>>({ text: `SELECT * FROM "${table.name}" ORDER BY key`, types: engineTypes });
  return rows.map((row) => table.fromRow(row));
}

it('orders from before versions and history have both from where they stand', () =>
  upgraded(
    ['20261124000000_engine', '20261124000100_order'],
    `INSERT INTO orders VALUES ('ord_1', 4, 'ord_1', 'shp_1', 'mer_1', 'platform:eats', '', 'ready', 100, 'GBP', '[]', 'cmd_1', now(), now(), now(), 20)`,
    async (db) => {
      const queries = orderQueries(db.pool('order'));
      expect(await queries.order('ord_1')).toMatchObject({ status: 'ready', version: 4 });
      expect(await queries.history('ord_1')).toEqual([]);
    },
  ));

const most = 2 ** 53 - 1;
const full = {
  orderId: 'ord_1',
  shopId: 'shp_1',
  merchantId: 'mer_暖簾',
  channel: 'platform:eats',
  externalId: '#1 "quoted" \\ ☕',
  status: 'rejected',
  total: { amount: most, currency: 'JPY' },
  reasons: [
    { code: 'out_of_stock', message: '2 of ペン asked for, 0 available', sku: 'ペン', requested: most, available: 0 },
    { code: 'too_busy', message: '' },
    { code: 'unknown_item', message: 'no item', sku: '', requested: 1 },
  ],
  placedAt: '2026-01-05T10:00:00.001Z',
  updatedAt: '2026-01-05T10:00:00.120Z',
  decideBy: '2026-01-05T10:15:00.000Z',
  readyInMinutes: 1_440,
  version: most,
  placeCommandId: 'cmd_1',
};
const plain = {
  ...full,
  orderId: 'ord_2',
  channel: '',
  externalId: '',
  status: 'placed',
  total: { amount: 0, currency: 'GBP' },
  reasons: [],
  readyInMinutes: 0,
  version: 1,
};
const line = {
  line: 1,
  sku: 'ペン',
  itemId: 'itm_1',
  name: "Crème 'brûlée'",
  itemVersion: 3,
  quantity: 1_000_000_000,
  soldBy: 'weight',
  unitPrice: { amount: 999, currency: 'GBP' },
  chargedUnitPrice: { amount: 0, currency: 'GBP' },
  total: { amount: 0, currency: 'GBP' },
  returned: 250,
};
/** `unit_price` was the merchant's own price, and what a platform charged had another name. */
const { unitPrice: listPrice, chargedUnitPrice: unitPrice, ...rest } = line;
const renamed = { ...rest, listPrice, unitPrice };
const unknown = {
  line: 300,
  sku: 'x',
  itemId: '',
  name: '',
  itemVersion: 0,
  quantity: 1,
  soldBy: 'piece',
  total: { amount: most, currency: 'JPY' },
  returned: 0,
};
const article = {
  ...{
    merchantId: 'mer_1',
    sku: 'Ｐen',
    itemId: 'itm_1',
    name: 'ペン',
    price: { amount: most, currency: 'JPY' },
    soldBy: 'weight',
    status: 'draft',
    version: 300,
  },
};
const shop = {
  ...{ shopId: 'shp_1', merchantId: 'mer_1', name: '', timeZone: 'Asia/Tokyo', currency: 'JPY', status: 'paused', reason: '', version: 7 },
  pausedUntil: '2026-01-05T12:00:00.000Z',
  weeklyHours: [
    { weekday: 7, fromMinute: 1_320, untilMinute: 1_560 },
    { weekday: 1, fromMinute: 0, untilMinute: 1_440 },
  ],
};
const { pausedUntil: _none, ...open } = { ...shop, shopId: 'shp_2', status: 'open', weeklyHours: [] };

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const json = (value: unknown): string => text(JSON.stringify(value));
const list = (...values: readonly (string | number)[]): string => values.map((value) => (typeof value === 'number' ? value : text(value))).join(', ');

it('what was kept in columns is kept whole, to the last field', () =>
  upgraded(
    ['20261124000000_engine', '20261124000100_order', '20261125000000_order_history'],
    [
      ...[full, plain].map(
        (of) => `INSERT INTO orders VALUES (${list(of.orderId, 9, of.orderId, of.shopId, of.merchantId, of.channel, of.externalId, of.status, of.total.amount)},
          ${list(of.total.currency)}, ${json(of.reasons)}, ${list(of.placeCommandId, of.placedAt, of.updatedAt, of.decideBy, of.readyInMinutes, of.version)})`,
      ),
      `INSERT INTO order_lines VALUES ('ord_1', 2, 'ord_1', ${json([line, unknown])}), ('ord_2', 1, 'ord_2', '[]')`,
      `INSERT INTO article VALUES ('mer_1/pen', 4, ${list('mer_1', article.sku, article.itemId, article.name, article.price.amount, article.price.currency)},
        ${list(article.soldBy, article.status, article.version)})`,
      `INSERT INTO shop_info VALUES ('shp_1', 1, ${list('shp_1', 'mer_1', 'JPY', 'paused', shop.pausedUntil, shop.timeZone)}, ${json(shop.weeklyHours)}, 7)`,
      `INSERT INTO shop_info VALUES ('shp_2', 1, ${list('shp_2', 'mer_1', 'JPY', 'open')}, NULL, ${list(shop.timeZone)}, '[]', 7)`,
      `INSERT INTO order_history VALUES ('ord_1', 2, ${list(full.updatedAt, 'OrderRejected', 'rejected', 'service:order')}, ${json({ reasons: full.reasons })})`,
    ].join(';\n'),
    async (db) => {
      expect(await stored(db, orderTable)).toStrictEqual([full, plain]);
      expect(await stored(db, linesTable)).toStrictEqual([
        { orderId: 'ord_1', lines: [renamed, unknown] },
        { orderId: 'ord_2', lines: [] },
      ]);
      expect(await stored(db, articleTable)).toStrictEqual([article]);
      expect(await stored(db, shopTable)).toStrictEqual([shop, open]);

      // The columns beside the records are as the engine writes them, and the bytes are those that it would write.
      const { rows } = await db.pool('order').query({
        text: 'SELECT shop_id, status, placed_at, total_amount, currency, out_of_stock, record FROM orders ORDER BY key',
        types: engineTypes,
      });
      expect(rows.map(({ record, ...row }) => ({ ...row, record: Buffer.from(record).toString('hex') }))).toEqual(
        [full, plain].map((of) => {
          const { record, ...row } = orderTable.toRow(of, of.orderId);
          return { ...row, record: record instanceof Uint8Array ? Buffer.from(record).toString('hex') : undefined };
        }),
      );
      const queries = orderQueries(db.pool('order'));
      const { placeCommandId: _own, ...header } = full;
      expect(await queries.order('ord_1')).toStrictEqual({ ...header, lines: [renamed, unknown] });
      expect(await queries.history('ord_1')).toStrictEqual([
        {
          ...{ orderId: 'ord_1', version: 2, at: full.updatedAt, event: 'OrderRejected', status: 'rejected', actor: 'service:order' },
          detail: { reasons: full.reasons },
        },
      ]);
    },
  ));

it('a receipt that is asked for again has the prices under the names of today', () => {
  const { unitPrice: _unknown, ...unpriced } = { ...line, line: 2 };
  const receipt = { ...plain, lines: [line, unpriced, unknown] };
  const returned = { orderId: 'ord_1', lines: [{ line: 1, sku: 'pen', quantity: 1, amount: { amount: 1, currency: 'GBP' } }] };
  return upgraded(
    ['20261124000000_engine', '20261124000100_order', '20261125000000_order_history'],
    `INSERT INTO outcome (command_id, status, result, positions, at) VALUES ('cmd_1', 'done', ${json(receipt)}, '{}', now()), ('cmd_2', 'done', ${json(returned)}, '{}', now()),
       ('cmd_3', 'refused', NULL, '{}', now());
     INSERT INTO decision (command_id, status, result, positions, at) VALUES ('cmd_1', 'done', ${json(receipt)}, '{}', now())`,
    async (db) => {
      const results = async (table: string) =>
        (await db.pool('order').query<{ result: unknown }>(`SELECT result FROM ${table} ORDER BY command_id`)).rows.map(({ result }) => result);
      const today = { ...plain, lines: [renamed, { ...rest, line: 2, unitPrice }, unknown] };
      expect(await results('outcome')).toEqual([today, returned, null]);
      expect(await results('decision')).toEqual([today]);
    },
  );
});
