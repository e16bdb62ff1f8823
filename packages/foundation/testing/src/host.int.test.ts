import type { LogRecord } from '@noren/log';
import type { Module } from '@noren/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClock } from './clock.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { testHost, type TestHost } from './host.ts';

const topics = [{ name: 'note.written', partitions: 1, writers: ['shop'] }];
const clock = fakeClock('2026-03-29T01:00:00.000Z');
const received: LogRecord[] = [];
const stopped: string[] = [];

/** Writes a note when it starts. */
const writer: Module = {
  name: 'writer',
  async start({ log, address }) {
    await log.append([{ topic: 'note.written', key: 'k', id: 'evt_1', type: 'Note', value: Buffer.from(address('reader')), headers: {} }]);
    return { notReady: async () => [], stop: async () => void stopped.push('writer') };
  },
};
const reader: Module = {
  name: 'reader',
  async start({ log, database, port }) {
    await database('item').query('SELECT 1');
    await log.tail(['note.written'], [], (records) => void received.push(...records));
    return { address: `127.0.0.1:${port('reader')}`, notReady: async () => [], stop: async () => void stopped.push('reader') };
  },
};

let db: TestDatabase;
let host: TestHost;
beforeAll(async () => {
  db = await testDatabase({ stores: ['log'] });
  host = await testHost({ db, topics, readers: ['item'], modules: { shop: [writer], item: [reader] }, clock });
});
afterAll(async () => {
  await db.close();
});

describe('a test host', () => {
  it('gives each module the log as its role may use it, at the time of the test, and the others’ addresses', async () => {
    await eventually(() => received.length === 1);
    expect(received[0]).toMatchObject({ id: 'evt_1', at: '2026-03-29T01:00:00.000Z' });
    expect(Buffer.from(received[0]?.value ?? []).toString()).toBe(host.started('reader').address);
    expect(host.address('writer')).not.toBe(host.address('reader'));
  });

  it('stops the modules, the last one first and none of them twice, and leaves no connection behind', async () => {
    await host.started('writer').stop();
    await host.stop();
    expect(stopped).toEqual(['writer', 'reader']);
    const others = `SELECT FROM pg_stat_activity WHERE datname = $1 AND usename <> 'log'`;
    // A backend outlives its connection by a moment.
    await eventually(async () => (await db.pool('log').query(others, [db.name])).rowCount === 0, 2_000);
  });
});
