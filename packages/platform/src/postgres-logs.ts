import { ensureTopics, postgresNotifier, postgresLog, postgresOutbox, type Log, type Outbox } from '@noren/log';
import { queryPool } from '@noren/service-kit/postgres';
import type pg from 'pg';
import { belongTo } from './log-home.ts';
import type { Logs, LogsOptions } from './logs.ts';
import { readers, topics } from './topics.ts';

/** Old records are dropped once an hour. */
const retention = 3_600_000;

/** The log in PostgreSQL for all roles of this process: a connection that listens for all, a small pool for each. */
export async function postgresLogs({ databaseUrl, logger, roles }: LogsOptions): Promise<Logs> {
  await belongTo('postgres', roles, databaseUrl);
  const owner = roles.includes('log');
  const notifier = postgresNotifier({ connection: { connectionString: databaseUrl(roles[0] ?? 'log') }, logger });
  const open = new Map<string, Readonly<{ log: Log; outbox: Outbox; pool: pg.Pool }>>();
  const of = (role: string) => {
    const known = open.get(role);
    if (known) return known;
    const pool = queryPool(databaseUrl(role), 4);
    const log = postgresLog({ pool, topics, logger, notifier });
    const made = { log, outbox: postgresOutbox({ log }), pool };
    open.set(role, made);
    return made;
  };
  const retain = (): void =>
    void of('log')
      .log.retain(new Date())
      .catch((error: unknown) => logger.warn({ err: error }, 'old records of the log could not be dropped'));
  const timer = owner ? setInterval(retain, retention).unref() : undefined;
  if (owner) await ensureTopics(of('log').pool, topics, { readers });
  return {
    logOf: (role) => of(role).log,
    outboxOf: (role) => of(role).outbox,
    missing: () => Promise.resolve([]),
    async close() {
      clearInterval(timer);
      await Promise.all([...open.values()].map(({ log }) => log.close()));
      await notifier.close();
      await Promise.all([...open.values()].map(({ pool }) => pool.end()));
    },
  };
}
