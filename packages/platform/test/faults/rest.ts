import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Readers of the log that must have come to its end before anybody may judge. */
const BEHIND = `
  WITH at AS (SELECT subscription, topic, "partition", next FROM "order"."position" UNION ALL SELECT subscription, topic, "partition", next FROM inventory."position")
  SELECT at.subscription || ' ' || p.topic || '/' || p.partition AS what, (p.next - at.next)::float8 AS records
  FROM at JOIN log.partition p ON p.topic = at.topic AND p.partition = at."partition" WHERE at.next < p.next`;

/**
 * Waits until nothing is under way any more: every engine and reaction is at the end of what it reads, in one snapshot. What a commit appends comes with the
 * position that it moves, so nothing hides between them. Throws, saying who is behind, when it takes too long.
 */
export async function atRest(database: string, withinMs = 40_000): Promise<void> {
  let behind = 'the database does not answer';
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(100)) {
    const client = new pg.Client({ connectionString: database, connectionTimeoutMillis: 3_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ what: string; records: number }>(BEHIND);
      if (rows.length === 0) return;
      behind = rows.map(({ what, records }) => `${what} by ${records}`).join(', ');
    } catch (error) {
      behind = String(error);
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`not at rest after ${withinMs} ms: ${behind}`);
}
