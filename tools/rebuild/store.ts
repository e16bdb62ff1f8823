import { pino } from 'pino';
import { Registry } from 'prom-client';
import type pg from 'pg';
import type { Log, Outbox } from '../../packages/foundation/log/src/index.ts';
import { enginePool, provisioned } from '../../packages/foundation/service-kit/src/postgres/index.ts';
import type { KafkaHome } from '../../packages/platform/src/kafka-home.ts';
import { openLogs } from '../../packages/platform/src/open-logs.ts';

/** A platform's database, as its administrator, and the Kafka that its log is on, if it is on one. */
export type Home = Readonly<{ database: string; secret?: string | undefined; kafka?: KafkaHome | undefined }>;
type OpenStore = Readonly<{ db: pg.Pool; log: Log; outbox: Outbox }>;

/** Uses a store as the role that owns it, and the log as that role sees it. Throws where the store belongs to another log. */
export async function withStore<T>({ database, secret, kafka }: Home, role: string, use: (store: OpenStore) => Promise<T>): Promise<T> {
  const name = decodeURIComponent(new URL(database).pathname.slice(1)) || 'noren';
  const { url: databaseUrl } = provisioned(database, { database: name, ...(secret === undefined ? {} : { secret }) });
  const logs = await openLogs({ databaseUrl, logger: pino({ level: 'error' }), metrics: new Registry(), roles: [role] }, kafka);
  const db = enginePool(databaseUrl(role), 4);
  try {
    return await use({ db, log: logs.logOf(role), outbox: logs.outboxOf(role) });
  } finally {
    await logs.close();
    await db.end();
  }
}
