import { testDatabase, type TestDatabase } from '@noren/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { api } from '../../client/api.ts';
import { parentOf } from '../meters.ts';
import type { Metered } from '../ground.ts';
import { bareImport } from './import.ts';
import { bareOrders } from './orders.ts';
import { barePage } from './page.ts';
import { bareReservations } from './reservations.ts';

let db: TestDatabase;
let ground: Metered;
beforeAll(async () => {
  db = await testDatabase({ stores: ['log', 'order', 'inventory', 'item'] });
  const admin = new pg.Pool({ connectionString: db.adminUrl, max: 2 });
  const { rows } = await admin.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  ground = { admin, postmaster: parentOf(rows[0]?.pid ?? 0) };
});
afterAll(async () => {
  await ground.admin.end();
  await db.close();
});

test.each([
  ['orders', () => bareOrders(ground, { seconds: 0.5, warmUp: 0.1, batch: 20, lines: 3, articles: 100 })],
  ['reservations', () => bareReservations(ground, { seconds: 0.5, warmUp: 0.1, batch: 50 })],
  ['new items', () => bareImport(ground, { rows: 400, batch: 100, edition: 0 })],
  ['changed items', () => bareImport(ground, { rows: 400, batch: 100, edition: 1 })],
])('the bare loop of %s runs on tables like the platform’s own, tells items and not batches, and leaves nothing behind', async (_, run) => {
  const { operations, unitsPerSecond, seconds, postgresCpu } = await run();
  expect(operations).toBeGreaterThan(1);
  expect(unitsPerSecond).toBeGreaterThan((operations / seconds) * 10);
  // It comes in ticks of a hundredth of a second: so short a run may have none.
  expect(postgresCpu).toBeGreaterThanOrEqual(0);
  const { rows } = await ground.admin.query("SELECT FROM pg_namespace WHERE nspname = 'bench'");
  expect(rows).toEqual([]);
});

test('the bare server answers the bytes that it was given', async () => {
  const server = await barePage(Buffer.from('{"items":["簾"]}'));
  const client = api({ url: server.url, apiKey: '' });
  try {
    expect((await client.raw({ method: 'GET', path: '/' })).body.toString()).toBe('{"items":["簾"]}');
  } finally {
    client.close();
    server.stop();
  }
});
