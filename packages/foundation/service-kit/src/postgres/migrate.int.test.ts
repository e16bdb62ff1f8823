import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '@noren/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let folder: string;
const write = (name: string, sql: string, into = folder): void => {
  mkdirSync(join(into, name), { recursive: true });
  writeFileSync(join(into, name, 'migration.sql'), sql);
};
const run = (): Promise<readonly string[]> => migrate({ url: database.url('shop'), folders: [folder] });
const recorded = async (): Promise<readonly unknown[]> => (await database.pool('shop').query('SELECT * FROM _prisma_migrations ORDER BY migration_name')).rows;

beforeEach(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'noren-migrations-'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

describe('migrations', () => {
  it('are applied once, in the order of their names, and recorded as Prisma records them', async () => {
    write('20260102000000_fill', `INSERT INTO note VALUES ('a'); INSERT INTO note VALUES ('b');`);
    write('20260101000000_note', 'CREATE TABLE note (text text);');
    expect(await run()).toEqual(['20260101000000_note', '20260102000000_fill']);
    expect(await run()).toEqual([]);
    const checksum = createHash('sha256').update('CREATE TABLE note (text text);').digest('hex');
    expect((await recorded())[0]).toMatchObject({
      migration_name: '20260101000000_note',
      checksum,
      applied_steps_count: 1,
      finished_at: expect.any(Date),
      rolled_back_at: null,
      logs: null,
    });
  });

  it('may be reached by a link', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'noren-elsewhere-'));
    write('20260101000000_note', 'CREATE TABLE note (text text);', elsewhere);
    symlinkSync(join(elsewhere, '20260101000000_note'), join(folder, '20260101000000_note'));
    expect(await run()).toEqual(['20260101000000_note']);
    rmSync(elsewhere, { recursive: true });
  });

  it('leave nothing behind where one fails, and go on from there when it is mended', async () => {
    write('20260101000000_note', 'CREATE TABLE note (text text);');
    write('20260102000000_bad', 'CREATE TABLE half (text text); SELECT nothing FROM nowhere;');
    await expect(run()).rejects.toThrow('the migration 20260102000000_bad failed: relation "nowhere" does not exist');
    expect(await recorded()).toHaveLength(1);
    write('20260102000000_bad', 'CREATE TABLE half (text text);');
    expect(await run()).toEqual(['20260102000000_bad']);
  });

  it('are refused where the data is of a newer version, before anything is changed', async () => {
    write('20260109000000_future', 'CREATE TABLE future (text text);');
    await run();
    rmSync(join(folder, '20260109000000_future'), { recursive: true });
    write('20260101000000_note', 'CREATE TABLE note (text text);');
    await expect(run()).rejects.toThrow('newer version: shop has the migration 20260109000000_future');
    expect(await recorded()).toHaveLength(1);
  });

  it('are refused where one was changed after it was applied', async () => {
    write('20260101000000_note', 'CREATE TABLE note (text text);');
    await run();
    write('20260101000000_note', 'CREATE TABLE note (text varchar);');
    await expect(run()).rejects.toThrow('has been changed since');
  });

  it('are applied by one of many who start at the same time', async () => {
    write('20260101000000_note', 'CREATE TABLE note (text text); SELECT pg_sleep(0.1);');
    const applied = await Promise.all([run(), run(), run(), run()]);
    expect(applied.flat()).toEqual(['20260101000000_note']);
  });
});
