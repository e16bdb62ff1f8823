import { setTimeout as sleep } from 'node:timers/promises';
import { positionKey } from '@noren/log';
import pg from 'pg';
import { type LogView, postgresView, type Query } from './log-view.ts';

/** How far each reader of the log has come, and what has not left for the log yet, in one snapshot. */
const POSITIONS = `
  SELECT subscription, topic, "partition", next::float8 AS next FROM "order"."position"
  UNION ALL SELECT subscription, topic, "partition", next::float8 FROM inventory."position"
  UNION ALL SELECT 'the outbox', topic, "partition", -1 FROM "order".outbox UNION ALL SELECT 'the outbox', topic, "partition", -1 FROM inventory.outbox`;
type Reached = Readonly<{ subscription: string; topic: string; partition: number; next: number }>;

/**
 * Waits until nothing is under way any more: every engine and reaction is at the end of what it reads. What a commit appends comes with the position that it
 * moves, and the ends are asked for after the positions, so nothing hides between them. Throws, saying who is behind, when it takes too long.
 */
export async function atRest(database: string, log: LogView = postgresView, withinMs = 40_000): Promise<void> {
  let behind = 'the database does not answer';
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(100)) {
    const client = new pg.Client({ connectionString: database, connectionTimeoutMillis: 3_000 });
    client.on('error', () => {});
    const query: Query = async <T extends pg.QueryResultRow>(sql: string): Promise<readonly T[]> => (await client.query<T>(sql)).rows;
    try {
      await client.connect();
      const reached = await query<Reached>(POSITIONS);
      const ends = new Map((await log.ends(query)).map((end) => [positionKey(end), end.offset]));
      const late = reached.filter((at) => at.next < (ends.get(positionKey(at)) ?? 0));
      if (late.length === 0) return;
      behind = late.map((at) => `${at.subscription} at ${at.next} of ${positionKey(at)}, which ends at ${ends.get(positionKey(at))}`).join(', ');
    } catch (error) {
      behind = String(error);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`not at rest after ${withinMs} ms: ${behind}`);
}
