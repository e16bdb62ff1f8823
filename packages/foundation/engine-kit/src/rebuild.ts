import { setTimeout as pause } from 'node:timers/promises';
import type { Log, Outbox, Position } from '@noren/log';
import { positionKey } from '@noren/log';
import type pg from 'pg';
import { reached } from './positions.ts';
import type { ReadModel } from './read-model.ts';
import { CannotFold, refuseDeadLetters, type Replaced, replaceByCopy } from './replace-by-copy.ts';

/** What follows the name of a read model, and of its tables, while it is made anew beside the live one. */
const COPY = '__rebuild';
const LOOK_EVERY_MS = 250;
/** So close to the end of the log, in records, the copy is put in place: what is left is read while the live one waits. */
const CLOSE = 2_000;
/** So often it is tried to meet the live one at the very same place, which succeeds where the log pauses; then it may be ahead of it. */
const EXACT_TRIES = 8;

type RebuildParts = Readonly<{
  model: ReadModel;
  /** Of the store that it lies in. */
  db: pg.Pool;
  log: Log;
  outbox: Outbox;
  /** Told again and again: how many records of the log have been read, of how many. */
  progress?(read: number, of: number): void;
  signal?: AbortSignal;
  /** Begins anew whatever an earlier rebuild has left: for code that folds otherwise than that one did. */
  fresh?: boolean;
}>;

/** `events`: records of the log that were read in this run. */
type Rebuilt = Readonly<{ events: number; tables: Readonly<Record<string, Replaced>> }>;

/**
 * Makes a read model anew from the beginning of the log, beside the live one, and puts it in its place in one transaction: readers see what was there before
 * or what is there after. The live one goes on meanwhile, and from where the new one ended. Stopped at any moment it goes on with what it has when it is called
 * again. Throws where records of the log cannot be folded: then nothing is replaced.
 */
export const rebuild = (parts: RebuildParts): Promise<Rebuilt> => alone(parts.db, parts.model.name, () => rebuildAlone(parts));

async function rebuildAlone(parts: RebuildParts): Promise<Rebuilt> {
  const { model, db, log, outbox, fresh = false } = parts;
  await makeCopies(db, model, fresh);
  const began = total(await reached(db, model.name + COPY));
  const following = await log.subscribe({ ...model.subscriber({ db, outbox }, COPY), keepsPositions: false });
  let rebuilt: Rebuilt;
  try {
    rebuilt = await untilReplaced(parts, began);
  } catch (error) {
    await following.stop();
    // With an event that cannot be folded the copy is of no use to the code that can; after an outage it is.
    if (error instanceof CannotFold) await dropCopies(db, model);
    throw error;
  }
  await following.stop();
  await dropCopies(db, model);
  return rebuilt;
}

async function untilReplaced({ model, db, log, progress, signal }: RebuildParts, began: number): Promise<Rebuilt> {
  const name = model.name + COPY;
  for (let tries = 0; ;) {
    await refuseDeadLetters(db, name);
    const [ends, at] = [byKey(await log.ends(model.topics)), await reached(db, name)];
    progress?.(total(at), total(ends));
    signal?.throwIfAborted();
    const close = Object.keys(ends).every((key) => key in at) && total(ends) - total(at) <= CLOSE;
    const tables = close ? await replaceByCopy(db, model, COPY, { exact: (tries += 1) <= EXACT_TRIES, signal }) : undefined;
    if (tables) return { events: total(await reached(db, name)) - began, tables };
    await pause(LOOK_EVERY_MS, undefined, signal ? { signal } : {});
  }
}

/**
 * The tables of the copy, as the live ones are. What a stopped rebuild left is gone on with if it is whole: copies and their position go together, so a table that
 * is missing, or of another form than the live one by now, means to begin anew.
 */
async function makeCopies(db: pg.Pool, { name, tables }: ReadModel, fresh: boolean): Promise<void> {
  const form = async (table: string): Promise<string | undefined> => {
    const { rows } = await db.query<{ form: string | null }>(
      `SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attname) AS form FROM pg_attribute
       WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
      [`"${table}"`],
    );
    return rows[0]?.form ?? undefined;
  };
  const forms = await Promise.all(tables.map(async (table) => [await form(table), await form(table + COPY)] as const));
  if (!fresh && forms.every(([live, copy]) => live === copy)) return;
  await inTransaction(db, async (client) => {
    await drop(client, name, tables);
    for (const table of tables) await client.query(`CREATE TABLE "${table + COPY}" (LIKE "${table}" INCLUDING ALL)`);
  });
}

const dropCopies = (db: pg.Pool, { name, tables }: ReadModel): Promise<void> => inTransaction(db, (client) => drop(client, name, tables));

async function drop(client: pg.ClientBase, name: string, tables: readonly string[]): Promise<void> {
  for (const table of tables) await client.query(`DROP TABLE IF EXISTS "${table + COPY}"`);
  await client.query('DELETE FROM "position" WHERE subscription = $1', [name + COPY]);
  await client.query('DELETE FROM dead_letter WHERE subscription = $1', [name + COPY]);
}

async function inTransaction(db: pg.Pool, work: (client: pg.ClientBase) => Promise<void>): Promise<void> {
  const client = await db.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** One rebuild of a read model at a time: two would take each other's partitions and tables. */
async function alone<T>(db: pg.Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await db.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked', [name + COPY]);
    if (rows[0]?.locked !== true) throw new Error(`${name} is being made anew already`);
    return await work().finally(() => unlocked(client, name));
  } finally {
    // Whatever became of the work, the lock goes with its connection.
    client.release(true);
  }
}

/** PostgreSQL notices that a connection is gone only some time after: whoever rebuilds next at once must not find it locked. */
async function unlocked(client: pg.ClientBase, name: string): Promise<void> {
  await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name + COPY]).catch(() => undefined);
}

const byKey = (positions: readonly Position[]): Readonly<Record<string, number>> =>
  Object.fromEntries(positions.map((position) => [positionKey(position), position.offset]));
const total = (of: Readonly<Record<string, number>>): number => Object.values(of).reduce((sum, offset) => sum + offset, 0);
