import type pg from 'pg';
import type { Topic } from '../log.ts';

/**
 * Makes the topics' partitions, says which roles may write them, and lets these roles and `readers` use the log. Repeating it changes nothing.
 * `pool` is of the role that owns the log. Throws when a topic would lose partitions: its keys would find their older records no more.
 */
export async function ensureTopics(pool: pg.Pool, topics: readonly Topic[], { readers = [] }: Readonly<{ readers?: readonly string[] }> = {}): Promise<void> {
  const roles = [...new Set([...topics.flatMap(({ writers }) => writers), ...readers])].toSorted();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    // Several processes start at once: they take turns.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('noren.log.topics'))");
    for (const topic of topics.toSorted((a, b) => (a.name < b.name ? -1 : 1))) await ensureTopic(client, topic);
    for (const role of roles) await grantUse(client, role);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function ensureTopic(client: pg.PoolClient, { name, partitions, writers }: Topic): Promise<void> {
  const { rows } = await client.query<{ partitions: number }>('SELECT partitions FROM log.topic WHERE name = $1', [name]);
  const had = rows[0]?.partitions ?? 0;
  if (partitions < had) throw new Error(`log: topic ${name} has ${had} partitions and cannot go down to ${partitions}`);
  await client.query('INSERT INTO log.topic (name, partitions) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET partitions = excluded.partitions', [
    name,
    partitions,
  ]);
  await client.query('INSERT INTO log.partition (topic, partition) SELECT $1, generate_series(0, $2::int - 1) ON CONFLICT DO NOTHING', [name, partitions]);
  await client.query('DELETE FROM log.writer WHERE topic = $1 AND role <> ALL ($2::name[])', [name, writers]);
  await client.query('INSERT INTO log.writer (topic, role) SELECT $1, unnest($2::name[]) ON CONFLICT DO NOTHING', [name, writers]);
}

/** Records are reached through functions only; those that write ask who it is. */
async function grantUse(client: pg.PoolClient, role: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  await client.query(`GRANT USAGE ON SCHEMA log TO ${name}`);
  await client.query(`GRANT SELECT ON log.topic, log.partition, log.writer TO ${name}`);
  await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA log TO ${name}`);
}
