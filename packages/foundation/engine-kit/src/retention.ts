import type { Log, Running } from '@noren/log';
import type { Clock } from '@noren/kernel';
import type { Queryable } from './record-table.ts';
import type { EngineMetrics } from './engine-metrics.ts';

/** Claims and outcomes are kept this long, and published as such: a repeat within it gets the first answer. */
export const RETENTION_DAYS = 31;
const CHUNK = 5_000;

/** Drops claims, outcomes and decisions (and where they were relayed to) that are older than retention; in chunks, so that nothing waits for it. Says how many rows went. */
export async function forgetOld(db: Queryable, now: Date): Promise<number> {
  const before = new Date(now.getTime() - RETENTION_DAYS * 86_400_000).toISOString();
  let gone = 0;
  for (const table of ['claim', 'outcome', 'decision', 'relayed']) {
    for (;;) {
      const { rowCount } = await db.query(`DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE at < $1 LIMIT ${CHUNK}))`, [before]);
      gone += rowCount ?? 0;
      if ((rowCount ?? 0) < CHUNK) break;
    }
  }
  return gone;
}

/** Forgets what is old, in the store and in the topics that its role writes, once an hour. */
export function retentionLoop(db: Queryable, log: Pick<Log, 'retain'>, clock: Clock, context: string, watch?: EngineMetrics, everyMs = 3_600_000): Running {
  const forget = (): Promise<unknown> => Promise.all([forgetOld(db, clock.now()), log.retain(clock.now())]);
  const timer = setInterval(() => void forget().catch((error: unknown) => watch?.trouble(`${context}.retention`, error)), everyMs);
  return {
    async stop() {
      clearInterval(timer);
    },
  };
}
