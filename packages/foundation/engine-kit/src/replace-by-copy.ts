import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { ReadModel } from './read-model.ts';
import { engineTypes, type Queryable } from './record-table.ts';
import { meaningOf } from './statement.ts';

/** A record of the log that this version of the code cannot fold. */
export class CannotFold extends Error {
  override readonly name = 'CannotFold';
}

/** Throws `CannotFold` where a subscription has set a record aside. */
export async function refuseDeadLetters(db: Queryable, subscription: string): Promise<void> {
  const { rows } = await db.query<{ type: string; record_id: string; error: string }>(
    'SELECT type, record_id, error FROM dead_letter WHERE subscription = $1 ORDER BY id LIMIT 1',
    [subscription],
  );
  const [first] = rows;
  if (first) throw new CannotFold(`the record ${first.record_id} (${first.type}) cannot be folded: ${first.error.split('\n')[0]}; nothing was replaced`);
}

/** What putting a rebuilt table in its place did to the rows of the one before; `same`: how many needed nothing. */
export type Replaced = Readonly<{ same: number; changed: number; added: number; removed: number }>;

/** So long the live read model may be held up while its copy reads what it lacks. */
const WAIT_MS = 1_500;
const LOOK_EVERY_MS = 20;

type Options = Readonly<{ exact: boolean; signal?: AbortSignal | undefined }>;

/**
 * Makes the live read model equal to its copy in one transaction, and lets it go on from where the copy ended: rows that differ are written, so readers see
 * all as it was or all as it is, and nobody is locked out. Its epoch is moved, so whoever held its partitions takes them over anew. `undefined`: the copy has
 * not come as far as the live one; to be tried again. `exact`: nor while it has come further, where rows would differ only because the live one is behind.
 */
export async function replaceByCopy(
  db: pg.Pool,
  model: ReadModel,
  copy: string,
  { exact, signal }: Options,
): Promise<Readonly<Record<string, Replaced>> | undefined> {
  for (const table of model.tables) await db.query(`ANALYZE "${table + copy}"`);
  const client = await db.connect();
  try {
    await client.query(
      `BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL enable_seqscan = on; SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on`,
    );
    const ready = await locked(client, model.name, copy, exact);
    signal?.throwIfAborted();
    const tables = ready ? await replaceAll(client, model, copy) : undefined;
    await client.query(tables ? 'COMMIT' : 'ROLLBACK');
    return tables;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    // Who had the same rows in another order goes first; then it is our turn.
    if (meaningOf(error) === 'again') return undefined;
    throw error;
  } finally {
    client.release();
  }
}

/** Holds the positions of the live one, waits until its copy has come as far, and holds the copy's too. */
async function locked(client: pg.ClientBase, name: string, copy: string, exact: boolean): Promise<boolean> {
  const lock = (subscription: string) =>
    client.query({ text: `SELECT FROM "position" WHERE subscription = $1 ORDER BY topic, "partition" FOR UPDATE`, values: [subscription] });
  await lock(name);
  const differs = async (how: '>' | '<>'): Promise<boolean> => {
    const { rows } = await client.query({
      text: `SELECT FROM "position" AS live LEFT JOIN "position" AS copy
               ON copy.subscription = $2 AND copy.topic = live.topic AND copy."partition" = live."partition"
             WHERE live.subscription = $1 AND live.next ${how} coalesce(copy.next, 0) LIMIT 1`,
      values: [name, name + copy],
    });
    return rows.length > 0;
  };
  for (const until = performance.now() + WAIT_MS; await differs('>'); await pause(LOOK_EVERY_MS)) if (performance.now() > until) return false;
  await lock(name + copy);
  if (exact && (await differs('<>'))) return false;
  // What was read while the live one waited may be what cannot be folded.
  await refuseDeadLetters(client, name + copy);
  return true;
}

async function replaceAll(client: pg.ClientBase, model: ReadModel, copy: string): Promise<Readonly<Record<string, Replaced>>> {
  const tables: Record<string, Replaced> = {};
  for (const table of model.tables) tables[table] = await replaceRows(client, table, copy);
  if (Object.values(tables).some(({ changed, added, removed }) => changed + added + removed > 0)) await model.replaced?.(client);
  await client.query({
    text: `INSERT INTO "position" AS live (subscription, topic, "partition", next, heard, epoch)
           SELECT $1, topic, "partition", next, heard, 1 FROM "position" WHERE subscription = $2 ORDER BY topic, "partition"
           ON CONFLICT (subscription, topic, "partition") DO UPDATE SET next = excluded.next, heard = excluded.heard, epoch = live.epoch + 1`,
    values: [model.name, model.name + copy],
  });
  return tables;
}

async function replaceRows(client: pg.ClientBase, table: string, copy: string): Promise<Replaced> {
  const columns = await ownColumns(client, table);
  const list = (of: string): string => columns.map((column) => `${of}."${column}"`).join(', ');
  const [live, rebuilt] = [`"${table}"`, `"${table + copy}"`];
  const removed = await client.query(`DELETE FROM ${live} AS t WHERE NOT EXISTS (SELECT FROM ${rebuilt} AS c WHERE c.key = t.key)`);
  const changed = await client.query(
    `UPDATE ${live} AS t SET version = t.version + 1, ${columns.map((column) => `"${column}" = c."${column}"`).join(', ')}
     FROM ${rebuilt} AS c WHERE c.key = t.key AND (${list('t')}) IS DISTINCT FROM (${list('c')})`,
  );
  const added = await client.query(
    `INSERT INTO ${live} (key, version, ${columns.map((column) => `"${column}"`).join(', ')})
     SELECT c.key, c.version, ${list('c')} FROM ${rebuilt} AS c WHERE NOT EXISTS (SELECT FROM ${live} AS t WHERE t.key = c.key)`,
  );
  const counted = await client.query<{ rows: number }>({ text: `SELECT count(*) AS rows FROM ${live}`, types: engineTypes });
  const counts = { changed: changed.rowCount ?? 0, added: added.rowCount ?? 0, removed: removed.rowCount ?? 0 };
  return { same: (counted.rows[0]?.rows ?? 0) - counts.changed - counts.added, ...counts };
}

/** All but the key and the row's version, which counts commits: how many they were is no part of what was kept. */
async function ownColumns(client: pg.ClientBase, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>({
    text: `SELECT attname AS name FROM pg_attribute
           WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname NOT IN ('key', 'version') ORDER BY attnum`,
    values: [`"${table}"`],
  });
  return rows.map(({ name }) => name);
}
