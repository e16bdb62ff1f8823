import { join } from 'node:path';
import { testDatabase } from '@noren/testing';
import pg from 'pg';
import type { Log, NewRecord, Positions, Running, Topic } from '../log.ts';
import { postgresNotifier } from '../postgres/notifier.ts';
import { ensureTopics } from '../postgres/ensure-topics.ts';
import { postgresLog } from '../postgres/log.ts';
import { tableOutbox } from './outbox.ts';
import { relay, type RelayOptions } from './relay.ts';

const topics: readonly Topic[] = [
  { name: 'contract.one', partitions: 1, writers: ['order'] },
  { name: 'contract.many', partitions: 4, writers: ['order'] },
  { name: 'contract.other', partitions: 2, writers: ['order'] },
];
const timing = { leaseMs: 600, pollMs: 100, backoff: { firstMs: 10, mostMs: 50 } };

/** A store of the role `order` with an outbox table, in a database that has a log as well: the relay brings the one to the other. */
export async function outboxHouse() {
  const db = await testDatabase({ stores: ['log'], migrations: { order: join(import.meta.dirname, '../../outbox') } });
  await ensureTopics(db.pool('log'), topics);
  const pool = new pg.Pool({ connectionString: db.url('order'), max: 24 });
  // Connections are still ending when the database goes.
  pool.on('connect', (client) => void client.on('error', () => undefined)).on('error', () => undefined);
  const notifier = postgresNotifier({ connection: { connectionString: db.url('order') } });
  const log: Log = postgresLog({ pool, topics, notifier });
  const outbox = tableOutbox({ store: 'order', log, notifier });
  const relays: Running[] = [];
  return {
    log,
    outbox,
    pool,
    /** Starts a relay, one more each time. `over`: what differs from the usual. */
    relay(over: Partial<RelayOptions> = {}): Running {
      const started = relay({ store: 'order', connection: { connectionString: db.url('order') }, log, notifier, timing, ...over });
      relays.push(started);
      return started;
    },
    /** Puts records into the outbox in a commit of their own. */
    async put(records: readonly NewRecord[]): Promise<void> {
      await pool.query(`SELECT ${outbox.expression(1)}`, [...outbox.parameters(records)]);
      outbox.committed(records);
    },
    async relayed(commit: number): Promise<Positions | undefined> {
      const { rows } = await pool.query<{ positions: Positions }>('SELECT positions FROM relayed WHERE commit = $1', [commit]);
      return rows[0]?.positions;
    },
    /** Ends the connection of whoever relays, as its death would. */
    cut: () => pool.query(`SELECT pg_terminate_backend(holder) FROM outbox_lease`),
    async left(): Promise<number> {
      return Number((await pool.query<{ n: string }>('SELECT count(*) AS n FROM outbox')).rows[0]?.n);
    },
    async close() {
      await Promise.all(relays.map((each) => each.stop()));
      await log.close();
      await notifier.close();
      await pool.end();
      await db.close();
    },
  };
}
