import type pg from 'pg';

/** Tables of a bare loop's own, in the schema `bench`: the platform's own definitions with their indexes and checks, empty. Dropped when `use` has ended. */
export async function withTables<Result>(admin: pg.Pool, originals: Readonly<Record<string, string>>, use: () => Promise<Result>): Promise<Result> {
  const copies = Object.entries(originals).map(([name, original]) => `CREATE TABLE bench.${name} (LIKE ${original} INCLUDING ALL);`);
  await admin.query(`DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench; ${copies.join(' ')}`);
  try {
    return await use();
  } finally {
    await admin.query('DROP SCHEMA bench CASCADE');
  }
}

/** The log's tables, which every bare loop appends to. */
export const LOG = { record: 'log.record', head: 'log.partition' };

export const openLog = (admin: pg.Pool): Promise<unknown> => admin.query("INSERT INTO bench.head (topic, partition) VALUES ('bench', 0)");

/** Parts of a statement (`name AS (INSERT …)`), over parameters that it asks for: `value` gives the place of one (`$3`). */
export type Parts = (value: (of: unknown) => string) => readonly string[];

/** Does all parts as one statement, which is one round trip and one commit: as cheap as a batch can be. */
export async function commit(client: pg.PoolClient, name: string, ...parts: readonly Parts[]): Promise<void> {
  const values: unknown[] = [];
  const value = (of: unknown): string => `$${values.push(of)}`;
  const text = `WITH ${parts.flatMap((part) => part(value)).join(',\n')}\nSELECT 1`;
  await client.query({ name: `bare ${name}`, text, values });
}

/** Records at the end of the log, so many bytes each: the head row moves, the rows go in. */
export const append = (...records: ReadonlyArray<Readonly<{ keys: readonly string[]; bytes: number }>>): Parts => {
  const keys = records.flatMap((record) => record.keys);
  const bytes = records.flatMap((record) => record.keys.map(() => Buffer.alloc(record.bytes, 7)));
  return (value) => [
    `head AS (UPDATE bench.head SET next = next + ${value(keys.length)}::bigint, last_at = greatest(last_at, clock_timestamp())
              WHERE topic = 'bench' AND partition = 0 RETURNING id, next, last_at)`,
    `appended AS (INSERT INTO bench.record (partition_id, "offset", key, id, type, headers, value, at)
                  SELECT head.id, head.next - r.nr, r.key, r.key, 'noren.bench.v1.Record', '{"actor":"bench"}', r.bytes, head.last_at
                  FROM head, unnest(${value(keys)}::text[], ${value(bytes)}::bytea[]) WITH ORDINALITY AS r(key, bytes, nr))`,
  ];
};
