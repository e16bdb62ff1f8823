import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, testDatabase } from '@noren/testing';
import type { TestDatabase } from '@noren/testing';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { record } from '../contract-suite.ts';
import type { Log, LogRecord, NewRecord, Topic } from '../log.ts';
import { ensureTopics } from './ensure-topics.ts';
import { postgresLog } from './log.ts';
import { postgresOutbox } from './outbox.ts';

const topics: readonly Topic[] = [
  { name: 'order.events', partitions: 2, writers: ['order'], retentionDays: 31 },
  { name: 'item.events', partitions: 2, writers: ['item'] },
];
const timing = { heartbeatMs: 100, leaseMs: 800, pollMs: 200, backoff: { firstMs: 20, mostMs: 200 } };

let db: TestDatabase;
let logs: Log[] = [];
const open = (role: string): Log => {
  const log = postgresLog({ pool: db.pool(role), topics, timing });
  logs.push(log);
  return log;
};
beforeEach(async () => {
  db = await testDatabase({ stores: ['log'] });
  await ensureTopics(db.pool('log'), topics, { readers: ['link'] });
});
afterEach(async () => {
  await Promise.all(logs.map((log) => log.close()));
  logs = [];
  await db.close();
});

const said = (count: number, key = 'k'): readonly NewRecord[] =>
  Array.from({ length: count }, (_, index) => record('order.events', `${key}${index % 7}`, `${key}-${index}`));

describe('ensureTopics', () => {
  it('changes nothing when repeated, adds partitions and takes none away', async () => {
    await ensureTopics(db.pool('log'), topics, { readers: ['link'] });
    await ensureTopics(db.pool('log'), [{ name: 'order.events', partitions: 3, writers: ['order'] }]);
    expect((await open('link').ends(['order.events'])).map(({ partition }) => partition)).toEqual([0, 1, 2]);
    await expect(ensureTopics(db.pool('log'), topics)).rejects.toThrow(/order\.events has 3 partitions/);
  });

  it('takes the grant of a role that may write no more', async () => {
    await ensureTopics(db.pool('log'), [{ name: 'order.events', partitions: 2, writers: ['item'] }]);
    await expect(open('order').append(said(1))).rejects.toThrow(/may not append/);
  });
});

describe('roles', () => {
  it('lets a reader read and tail, and write nothing', async () => {
    const [order, link] = [open('order'), open('link')];
    await order.append(said(3));
    const seen: LogRecord[] = [];
    await link.tail(['order.events'], [], (records) => void seen.push(...records));
    await eventually(() => seen.length === 3);
    await expect(link.append(said(1))).rejects.toThrow(/may not append/);
    await expect(db.pool('link').query("SELECT log.drop_before('order.events', 0, now(), 1)")).rejects.toThrow(/may not drop/);
  });

  it('lets nobody write the tables past the functions', async () => {
    for (const sql of [
      "INSERT INTO log.writer VALUES ('item.events', 'order')",
      'UPDATE log.partition SET next = 0',
      'DELETE FROM log.record',
      'DELETE FROM log.lease',
    ]) {
      await expect(db.pool('order').query(sql)).rejects.toThrow(/permission denied/);
    }
    await expect(db.pool('shop').query("SELECT log.append('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')")).rejects.toThrow(/permission denied/);
  });
});

describe('the outbox', () => {
  it('appends with the commit or not at all', async () => {
    const log = open('order');
    const outbox = postgresOutbox({ log });
    const append = async (client: pg.PoolClient): Promise<unknown> =>
      (await client.query<{ ends: unknown }>(`SELECT ${outbox.expression(1)} AS ends`, [...outbox.parameters(said(2))])).rows[0]?.ends;
    const client = await db.pool('order').connect();
    await client.query('BEGIN');
    await append(client);
    await client.query('ROLLBACK');
    expect((await log.ends(['order.events'])).map(({ offset }) => offset)).toEqual([0, 0]);
    const ends = await append(client);
    client.release();
    expect(ends).toEqual(
      Object.fromEntries((await log.ends(['order.events'])).flatMap(({ topic, partition, offset }) => (offset > 0 ? [[`${topic}/${partition}`, offset]] : []))),
    );
  });

  it('gives no positions for no records', async () => {
    const outbox = postgresOutbox({ log: open('order') });
    const { rows } = await db.pool('order').query(`SELECT ${outbox.expression(1)} AS ends`, [...outbox.parameters([])]);
    expect(rows).toEqual([{ ends: {} }]);
  });
});

describe('plans', () => {
  it('never scan a table of the log, even those made while it was empty and analysed', { timeout: 60_000 }, async () => {
    await db.pool('log').query('ANALYZE');
    const log = open('order');
    const read = async (): Promise<unknown> => log.read({ topic: 'order.events', partition: 0, offset: 0 }, 10);
    for (let round = 0; round < 30; round += 1) {
      await log.append(said(100));
      await read();
    }
    await sleep(1_200); // backends report their statistics once a second
    await db.pool('log').query('SELECT pg_stat_force_next_flush()');
    const { rows } = await db
      .pool('log')
      .query<{ relname: string; seq_tup_read: string }>(
        "SELECT relname, seq_tup_read FROM pg_stat_user_tables WHERE schemaname = 'log' AND relname IN ('record', 'writer')",
      );
    expect(rows.filter(({ seq_tup_read }) => Number(seq_tup_read) > 30)).toEqual([]);
  });
});

describe('commits', () => {
  it('keeps the hints of a group, and says the beginning where it has none', async () => {
    const log = postgresLog({ pool: db.pool('link'), topics, timing });
    logs.push(log);
    await log.commit('hooks', [{ topic: 'order.events', partition: 1, offset: 7, metadata: 'done: 9,11' }]);
    await log.commit('hooks', [{ topic: 'order.events', partition: 1, offset: 8, metadata: 'done: 11' }]);
    expect(
      await log.committed('hooks', [
        { topic: 'order.events', partition: 0 },
        { topic: 'order.events', partition: 1 },
      ]),
    ).toEqual([
      { topic: 'order.events', partition: 0, offset: 0, metadata: '' },
      { topic: 'order.events', partition: 1, offset: 8, metadata: 'done: 11' },
    ]);
  });
});

describe('an outage of the database', () => {
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: db.adminUrl.replace(`/${db.name}`, '/postgres') });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };

  it('is survived by members and tails: afterwards they go on, without gaps and without a restart', { timeout: 60_000 }, async () => {
    const log = open('order');
    const seen: LogRecord[] = [];
    const done: LogRecord[] = [];
    let assignments = 0;
    await log.tail(['order.events'], 'end', (records) => void seen.push(...records));
    await log.subscribe({
      group: 'order',
      topics: ['order.events'],
      maxRecords: 10,
      assigned: (partitions) => {
        assignments += 1;
        return Promise.resolve(partitions.map((partition) => ({ ...partition, offset: done.filter((one) => one.partition === partition.partition).length })));
      },
      revoked: () => Promise.resolve(),
      batch: (records) => Promise.resolve(void done.push(...records)),
    });
    await log.append(said(50, 'before'));
    await eventually(() => seen.length === 50 && done.length === 50);

    await admin(`ALTER DATABASE ${db.name} ALLOW_CONNECTIONS false`);
    await admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${db.name}'`);
    await expect(log.append(said(1, 'during'))).rejects.toThrow();
    await sleep(timing.leaseMs * 1.5);
    await admin(`ALTER DATABASE ${db.name} ALLOW_CONNECTIONS true`);

    await eventually(() => log.append(said(50, 'after')));
    await eventually(() => seen.length === 100 && done.length === 100);
    expect(new Set(done.map(({ id }) => id)).size).toBe(100);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(100);
    expect(assignments).toBeGreaterThan(1);
  });
});

describe('the test of the test', () => {
  it('sees a reader miss records that trusts a serial id, where many commit after random delays', { timeout: 60_000 }, async () => {
    const order = db.pool('order');
    await order.query('CREATE TABLE naive (id bigserial PRIMARY KEY)');
    const committing = new pg.Pool({ connectionString: db.url('order'), max: 10 });
    let working = true;
    const seen = new Set<string>();
    const reader = (async () => {
      for (let last = '0'; working; await sleep(1)) {
        const { rows } = await order.query<{ id: string }>('SELECT id FROM naive WHERE id > $1 ORDER BY id', [last]);
        for (const { id } of rows) seen.add(id);
        last = rows.at(-1)?.id ?? last;
      }
    })();
    const appender = async (): Promise<void> => {
      for (let commit = 0; commit < 40; commit += 1) {
        const client = await committing.connect();
        await client.query('BEGIN');
        await client.query('INSERT INTO naive DEFAULT VALUES');
        await sleep(Math.random() * 20);
        await client.query('COMMIT');
        client.release();
      }
    };
    await Promise.all(Array.from({ length: 10 }, appender));
    await sleep(100);
    working = false;
    await reader;
    await committing.end();
    expect(seen.size).toBeLessThan(400);
  });
});
