import type pg from 'pg';
import type { Topic } from '../log.ts';

const DAY = 86_400_000;
const CHUNK = 10_000;

/** Drops what is older than its topic keeps, a chunk a transaction, in those of the topics that this role writes. Topics that say nothing are never touched. */
export async function dropOld(pool: pg.Pool, topics: readonly Topic[], now: Date): Promise<number> {
  const { rows } = await pool.query<{ topic: string }>('SELECT topic FROM log.writer WHERE role = session_user');
  const own = new Set(rows.map(({ topic }) => topic));
  let dropped = 0;
  for (const { name, partitions, retentionDays } of topics) {
    if (retentionDays === undefined || !own.has(name)) continue;
    const before = new Date(now.getTime() - retentionDays * DAY);
    for (let partition = 0; partition < partitions; partition += 1) {
      const went = await dropChunks(pool, name, partition, before);
      dropped += went;
    }
  }
  return dropped;
}

async function dropChunks(pool: pg.Pool, topic: string, partition: number, before: Date): Promise<number> {
  let dropped = 0;
  for (;;) {
    const { rows } = await pool.query<{ dropped: string }>('SELECT log.drop_before($1, $2, $3, $4) AS dropped', [topic, partition, before, CHUNK]);
    const went = Number(rows[0]?.dropped ?? 0);
    dropped += went;
    if (went < CHUNK) return dropped;
  }
}
