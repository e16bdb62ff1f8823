import { ensureTopics, postgresLog } from '@noren/log';
import { testDatabase } from '@noren/testing';
import pg from 'pg';
import { lanesContract } from './contract-suite.ts';
import { lanesTopics } from './log-under-lanes.fixture.ts';

const timing = { heartbeatMs: 100, leaseMs: 800, pollMs: 300, backoff: { firstMs: 20, mostMs: 500 } };

lanesContract('postgres', async () => {
  const db = await testDatabase({ stores: ['log'] });
  const topics = lanesTopics('order');
  await ensureTopics(db.pool('log'), topics);
  const pools: pg.Pool[] = [];
  return {
    open: () => {
      const pool = new pg.Pool({ connectionString: db.url('order'), max: 4 });
      // Connections may end after the log has.
      pool.on('error', () => undefined).on('connect', (client) => void client.on('error', () => undefined));
      pools.push(pool);
      return { log: postgresLog({ pool, topics, timing }), cut: () => pool.end() };
    },
    disturb: async () => {
      const admin = new pg.Client({ connectionString: db.adminUrl });
      await admin.connect();
      await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`, [db.name]);
      await admin.end();
    },
    close: async () => {
      await Promise.all(pools.filter(({ ended }) => !ended).map((pool) => pool.end()));
      await db.close();
    },
  };
});
