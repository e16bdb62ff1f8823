import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, migrationsOf } from '@noren/service-kit/postgres';
import { testDatabase } from '@noren/testing';
import { expect, it } from 'vitest';
import { orderQueries } from './queries.ts';

it('orders from before versions and history have both from where they stand', async () => {
  const before = mkdtempSync(join(tmpdir(), 'noren-order-'));
  for (const name of ['20261124000000_engine', '20261124000100_order'])
    cpSync(join(migrationsOf('order'), name), join(before, name), { recursive: true, dereference: true });
  const db = await testDatabase({ stores: ['log'], migrations: { order: before } });
  try {
    await db
      .pool('order')
      .query(
        `INSERT INTO orders VALUES ('ord_1', 4, 'ord_1', 'shp_1', 'mer_1', 'platform:eats', '', 'ready', 100, 'GBP', '[]', 'cmd_1', now(), now(), now(), 20)`,
      );
    await migrate({ url: db.url('order'), folders: [migrationsOf('order')] });
    const queries = orderQueries(db.pool('order'));
    expect(await queries.order('ord_1')).toMatchObject({ status: 'ready', version: 4 });
    expect(await queries.history('ord_1')).toEqual([]);
  } finally {
    await db.close();
    rmSync(before, { recursive: true });
  }
});
