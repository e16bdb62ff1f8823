import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '@noren/testing';
import pg from 'pg';
import { contractTopics, logContract } from '../contract-suite.ts';
import type { LogUnderTest } from '../contract-suite.ts';
import { ensureTopics } from './ensure-topics.ts';
import { postgresLog } from './log.ts';
import { postgresOutbox } from './outbox.ts';

const timing = { heartbeatMs: 100, leaseMs: 800, pollMs: 300, backoff: { firstMs: 20, mostMs: 500 } };

const makeLogs = async (): Promise<LogUnderTest> => {
  const db = await testDatabase({ stores: ['log'] });
  const topics = contractTopics('order');
  await ensureTopics(db.pool('log'), topics);
  const pools: pg.Pool[] = [];
  const newPool = (max: number): pg.Pool => {
    const pool = new pg.Pool({ connectionString: db.url('order'), max });
    // Connections are still ending when the database goes.
    pool.on('connect', (client) => void client.on('error', () => undefined)).on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  const committing = newPool(20);
  let now = new Date('2026-01-01T00:00:00Z');
  const clock = { now: () => now };
  return {
    leaseMs: timing.leaseMs,
    setClock: (instant) => void (now = instant),
    open: () => {
      const pool = newPool(4);
      return { log: postgresLog({ pool, topics, clock, timing }), cut: () => pool.end() };
    },
    commit: async (log, records, delayMs) => {
      const outbox = postgresOutbox({ log, clock });
      const client = await committing.connect();
      await client.query('BEGIN');
      await client.query(`SELECT ${outbox.expression(1)}`, [...outbox.parameters(records)]);
      await sleep(delayMs);
      await client.query('COMMIT');
      client.release();
      outbox.committed(records);
    },
    close: async () => {
      await Promise.all(pools.filter(({ ended }) => !ended).map((pool) => pool.end()));
      await db.close();
    },
  };
};

logContract('postgres', makeLogs, { keepsTime: true });
