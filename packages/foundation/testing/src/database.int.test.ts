import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTopics } from '@noren/log';
import { provision, storeRoles } from '@noren/service-kit/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from './database.ts';

const folder = mkdtempSync(join(tmpdir(), 'noren-migrations-'));
let one: TestDatabase;
let two: TestDatabase;

beforeAll(async () => {
  mkdirSync(join(folder, '20260101000000_note'));
  writeFileSync(join(folder, '20260101000000_note', 'migration.sql'), 'CREATE TABLE note (text text);');
  [one, two] = await Promise.all([testDatabase({ migrations: { shop: folder } }), testDatabase({ migrations: { shop: folder } })]);
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  rmSync(folder, { recursive: true });
});

describe('a test database', () => {
  it('has the asked migrations in the role’s own schema, and nobody else’s rows', async () => {
    await one.pool('shop').query(`INSERT INTO note VALUES ('mine')`);
    expect((await two.pool('shop').query('SELECT FROM note')).rowCount).toBe(0);
    const { rows } = await one.pool('shop').query(`SELECT table_schema FROM information_schema.tables WHERE table_name = 'note'`);
    expect(rows).toEqual([{ table_schema: 'shop' }]);
  });
  it('gives engines connections whose plans are pinned', async () => {
    expect((await one.pool('shop', 'engine').query('SHOW plan_cache_mode')).rows).toEqual([{ plan_cache_mode: 'force_generic_plan' }]);
  });
});

it('is set up by several processes at once', async () => {
  const db = await testDatabase({ stores: ['log'] });
  const topics = [{ name: 'note.written', partitions: 1, writers: ['shop', 'item'] }];
  const repeat = async (times: number, work: () => Promise<unknown>): Promise<void> => {
    for (let round = 0; round < times; round += 1) await work();
  };
  await Promise.all([
    repeat(20, () => provision(db.adminUrl, storeRoles, { database: db.name })),
    repeat(150, () => ensureTopics(db.pool('log'), topics)),
    repeat(150, () => ensureTopics(db.pool('log'), topics)),
  ]);
  await db.close();
});
