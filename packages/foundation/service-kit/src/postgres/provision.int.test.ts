import { testDatabase, type TestDatabase } from '@noren/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provision, storeRoles } from './provision.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.pool('shop').query('CREATE TABLE secret_of_shop (text text)');
  await database.pool('log').query('CREATE TABLE record_of_log (text text)');
});
afterAll(() => database.close());

describe('a store’s role', () => {
  it('finds its own schema first, without naming it', async () => {
    await database.pool('order').query('CREATE TABLE mine (text text)');
    expect((await database.pool('order').query(`SELECT schemaname FROM pg_tables WHERE tablename = 'mine'`)).rows).toEqual([{ schemaname: 'order' }]);
  });

  it('can neither read nor write what another store owns, nor make anything there or in public', async () => {
    const order = database.pool('order');
    await expect(order.query('SELECT FROM shop.secret_of_shop')).rejects.toThrow('permission denied for schema shop');
    await expect(order.query('CREATE TABLE shop.planted (a int)')).rejects.toThrow('permission denied');
    await expect(order.query('CREATE TABLE public.planted (a int)')).rejects.toThrow('permission denied');
    await expect(order.query('SET ROLE shop')).rejects.toThrow('permission denied');
  });

  it('can read the log and not write it', async () => {
    expect((await database.pool('order').query('SELECT FROM log.record_of_log')).rowCount).toBe(0);
    await expect(database.pool('order').query(`INSERT INTO log.record_of_log VALUES ('forged')`)).rejects.toThrow('permission denied');
  });

  it('needs its own password', async () => {
    const url = Object.assign(new URL(database.url('order')), { password: new URL(database.url('shop')).password }).href;
    await expect(new pg.Client({ connectionString: url }).connect()).rejects.toThrow('password authentication failed');
  });
});

describe('provision', () => {
  it('changes nothing when it is repeated, by many at once', async () => {
    await Promise.all([1, 2, 3].map(() => provision(database.adminUrl, storeRoles, { database: database.name })));
    await expect(database.pool('order').query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
  });

  it('refuses an administrator whose password says nothing', async () => {
    await expect(provision('postgres://postgres@127.0.0.1:1/postgres')).rejects.toThrow('give a secret');
  });
});
