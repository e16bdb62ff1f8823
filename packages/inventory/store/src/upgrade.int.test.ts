import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineTypes, type RecordTable } from '@noren/engine-kit';
import { records } from '@noren/inventory-contract';
import { migrate, migrationsOf } from '@noren/service-kit/postgres';
import { testDatabase, type TestDatabase } from '@noren/testing';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stockQueries } from './queries.ts';
import { holdTable, stockTable } from './tables.ts';

const most = 1_000_000_000_000;
const before = mkdtempSync(join(tmpdir(), 'noren-inventory-'));
let db: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  for (const name of ['20261124000000_engine', '20261124000100_inventory', '20261125000000_ledger_by_time'])
    cpSync(join(migrationsOf('inventory'), name), join(before, name), { recursive: true, dereference: true });
  db = await testDatabase({ stores: ['log'], migrations: { inventory: before } });
  pool = db.pool('inventory');
});
afterAll(async () => {
  await db.close();
  rmSync(before, { recursive: true });
});

/** A hold as its row was before, with the record that it must be now. */
const holds: readonly (records.Hold & Readonly<{ was: string | null }>)[] = [
  { shopId: 'shp_1', holder: 'ord_1', status: 'held', lines: [{ sku: 'Pen', quantity: 1 }], was: null },
  {
    shopId: 'shp_1',
    holder: 'ord_2',
    status: 'committed',
    lines: [
      { sku: 'Café ＣＲÈＭＥ', quantity: most },
      { sku: '簾-1 👘', quantity: 127 },
      { sku: '"\\', quantity: 128 },
      { sku: 'x'.repeat(128), quantity: 300 },
    ],
    expiresAt: '2026-01-05T09:30:00.120Z',
    was: '2026-01-05 18:30:00.12+09',
  },
  { shopId: 'shp_1', holder: 'friend', status: 'released', lines: [], expiresAt: '9999-12-31T23:59:59.999Z', was: '9999-12-31 23:59:59.999Z' },
  { shopId: 'shp_1', holder: 'many', status: 'held', lines: Array.from({ length: 300 }, (_, at) => ({ sku: `sku-${at}`, quantity: at + 1 })), was: null },
];
/** Levels with their rows' versions, and how many lines their ledgers had. */
const levels = [
  { sku: 'Pen', onHand: 7, reserved: 1, safety: 2, short: 0, row: 2, ledger: 5, version: 5 },
  { sku: 'ＩＮＫ', onHand: -most, reserved: 3, safety: 0, short: most + 3, row: 4, ledger: 0, version: 4 },
  { sku: 'Rare', onHand: Number.MAX_SAFE_INTEGER, reserved: 0, safety: most, short: 0, row: 1, ledger: 1, version: 1 },
];
const key = (sku: string): string => sku.normalize('NFKC').toLowerCase();

async function store(): Promise<void> {
  for (const { shopId, holder, status, lines, was } of holds)
    await pool.query('INSERT INTO hold VALUES ($1, 3, $2, $3, $4, $5, $6)', [`${shopId}/${holder}`, shopId, holder, status, JSON.stringify(lines), was]);
  for (const { sku, onHand, reserved, safety, short, row, ledger } of levels) {
    await pool.query(`INSERT INTO stock VALUES ('shp_1/' || $2, $1, 'shp_1', $3, $2, $4, $5, $6, $7)`, [row, key(sku), sku, onHand, reserved, safety, short]);
    await pool.query(
      `INSERT INTO ledger (shop_id, sku, sku_key, at, on_hand_delta, reserved_delta, safety_delta, reason, actor)
       SELECT shop, $1, $2, now(), 1, 0, 0, 'received', 'test' FROM generate_series(1, $3::int), unnest(ARRAY['shp_1', 'shp_2']) AS shop`,
      [sku, key(sku), ledger],
    );
  }
}

const read = async <T>(table: RecordTable<T>): Promise<readonly T[]> =>
  (await pool.query({ text: `SELECT * FROM "${table.name}" ORDER BY key`, types: engineTypes })).rows.map((row) => table.fromRow(row));
const byKey = <T>(of: readonly T[], keyOf: (one: T) => string): readonly T[] => of.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

describe('what a database of an earlier release holds', () => {
  beforeAll(async () => {
    await store();
    await migrate({ url: db.url('inventory'), folders: [migrationsOf('inventory')] });
  });

  it('is the same holds, byte for byte as they are written now', async () => {
    const expected = byKey(holds, ({ holder }) => holder).map(({ was: _was, ...hold }) => hold);
    expect(byKey(await read(holdTable), ({ holder }) => holder)).toStrictEqual(expected);
    for (const hold of expected) {
      const { rows } = await pool.query<{ record: Buffer; version: string }>('SELECT record, version FROM hold WHERE key = $1', [`shp_1/${hold.holder}`]);
      expect(rows).toEqual([{ record: Buffer.from(records.Hold.encode(hold).finish()), version: '3' }]);
    }
  });

  it('is the same levels, whose versions count their events and never go back', async () => {
    const expected = levels.map(({ row: _row, ledger: _ledger, ...level }) => ({ shopId: 'shp_1', ...level }));
    expect(byKey(await read(stockTable), ({ sku }) => sku)).toStrictEqual(byKey(expected, ({ sku }) => sku));
    const pen = await stockQueries(pool).levels('shp_1', ['pen']);
    expect(pen).toEqual([{ ...expected[0], available: 4 }]);
  });

  it('still cannot be oversold', async () => {
    await expect(pool.query(`UPDATE stock SET reserved = 8 WHERE sku = 'Pen'`)).rejects.toThrow('never_oversold');
  });
});
