import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineTypes } from '@noren/engine-kit';
import { migrate, migrationsOf } from '@noren/service-kit/postgres';
import { testDatabase } from '@noren/testing';
import { expect, it } from 'vitest';
import { consoleStore } from './index.ts';
import { merchantTable, shopTable } from './tables.ts';

const active = { suspended: false, reason: '', version: 0 };
const merchant = { merchantId: 'mer_1', name: '喫茶 ☕', currency: 'JPY', ...active };
const nameless = { merchantId: 'mer_2', name: '', currency: 'GBP', ...active };
/** A shop as it was shown; the rest of it is nowhere until its events are read again. */
const shop = (shopId: string, name: string, status: string) => ({
  ...{ shopId, merchantId: 'mer_1', name, timeZone: 'Asia/Tokyo', currency: 'JPY', status },
  ...{ reason: '', weeklyHours: [], version: 0 },
});
const shops = [shop('shp_1', 'Zürich', 'open'), shop('shp_2', 'Ärger', 'closed')];

it('merchants and shops from before records were whole are shown as before, and their events are read once more', async () => {
  const before = mkdtempSync(join(tmpdir(), 'noren-bff-'));
  for (const name of ['20261124000000_engine', '20261125000000_outbox', '20261125000100_bff', '20261125000100_heard'])
    cpSync(join(migrationsOf('bff'), name), join(before, name), { recursive: true, dereference: true });
  const db = await testDatabase({ stores: ['log'], migrations: { bff: before } });
  const pool = db.pool('bff');
  try {
    for (const { merchantId, name, currency } of [merchant, nameless])
      await pool.query('INSERT INTO merchant VALUES ($1, 1, $2, $3)', [merchantId, name, currency]);
    for (const { shopId, merchantId, name, timeZone, currency, status } of shops)
      await pool.query('INSERT INTO shop VALUES ($1, 2, $2, $3, $4, $5, $6)', [shopId, merchantId, name, timeZone, currency, status]);
    await migrate({ url: db.url('bff'), folders: [migrationsOf('bff')] });

    const rowsOf = async (table: string) =>
      (await pool.query<Record<string, unknown>>({ text: `SELECT * FROM ${table} ORDER BY key`, types: engineTypes })).rows;
    expect((await rowsOf('merchant')).map(merchantTable.fromRow)).toEqual([merchant, nameless]);
    expect((await rowsOf('shop')).map(shopTable.fromRow)).toEqual(shops);
    const store = consoleStore(pool).shops;
    expect([await store.merchant('mer_1'), await store.merchant('mer_3')]).toEqual([merchant, undefined]);
    expect((await store.ofMerchant('mer_1')).map(({ shopId }) => shopId).toSorted()).toEqual(['shp_1', 'shp_2']);
  } finally {
    await db.close();
    rmSync(before, { recursive: true });
  }
});
