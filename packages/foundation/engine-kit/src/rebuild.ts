import { setTimeout as pause } from 'node:timers/promises';
import type { Log, Outbox, Position } from '@noren/log';
import { positionKey } from '@noren/log';
import type pg from 'pg';
import { reached } from './positions.ts';
import type { ReadModel } from './read-model.ts';
import { type Replaced, replaceByCopy } from './replace-by-copy.ts';

/** What follows the name of a read model, and of its tables, while it is made anew beside the live one. */
const COPY = '__rebuild';
const LOOK_EVERY_MS = 250;
/** So close to the end of the log, in records, the copy is put in place: what is left is read while the live one waits. */
const CLOSE = 2_000;

type RebuildParts = Readonly<{
  model: ReadModel;
  /** Of the store that it lies in. */
  db: pg.Pool;
  log: Log;
  outbox: Outbox;
  /** Told again and again: how many records of the log have been read, of how many. */
  progress?(read: number, of: number): void;
  signal?: AbortSignal;
}>;

/** A record of the log that this version of the code cannot fold. */
class CannotFold extends Error {
  override readonly name = 'CannotFold';
}

/** `events`: records of the log that were read in this run. */
type Rebuilt = Readonly<{ events: number; tables: Readonly<Record<string, Replaced>> }>;

/**
 * Makes a read model anew from the beginning of the log, beside the live one, and puts it in its place in one transaction: readers see what was there before
 * or what is there after. The live one goes on meanwhile, and from where the new one ended. Stopped at any moment it goes on with what it has when it is called
 * again. Throws where records of the log cannot be folded: then nothing is replaced.
 */
export async function rebuild({ model, db, log, outbox, progress, signal }: RebuildParts): Promise<Rebuilt> {
  await makeCopies(db, model);
  const name = model.name + COPY;
  const began = total(await reached(db, name));
  const following = await log.subscribe(model.subscriber({ db, outbox }, COPY));
  let rebuilt: Rebuilt;
  try {
    rebuilt = await untilReplaced({ model, db, log, outbox, ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) }, began);
  } catch (error) {
    await following.stop();
    // With an event that cannot be folded the copy is of no use to the code that can; after an outage it is.
    if (error instanceof CannotFold) await dropCopies(db, model.name, model.tables);
    throw error;
  }
  await following.stop();
  await dropCopies(db, model.name, model.tables);
  return rebuilt;
}

async function untilReplaced({ model, db, log, progress, signal }: RebuildParts, began: number): Promise<Rebuilt> {
  const name = model.name + COPY;
  for (;;) {
    await refuseDeadLetters(db, name);
    const [ends, at] = [byKey(await log.ends(model.topics)), await reached(db, name)];
    progress?.(total(at), total(ends));
    signal?.throwIfAborted();
    const close = Object.keys(ends).every((key) => key in at) && total(ends) - total(at) <= CLOSE;
    const tables = close ? await replaceByCopy(db, model, COPY) : undefined;
    if (tables) return { events: total(await reached(db, name)) - began, tables };
    await pause(LOOK_EVERY_MS, undefined, signal ? { signal } : {});
  }
}

/** The tables of the copy, as the live ones are. Those of a rebuild that was stopped are gone on with, unless the live ones have been migrated since. */
async function makeCopies(db: pg.Pool, { name, tables }: ReadModel): Promise<void> {
  const form = (table: string) =>
    db.query<{ form: string }>({
      text: `SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attname) AS form FROM pg_attribute
             WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
      values: [`"${table}"`],
    });
  for (const table of tables) {
    const [live, copy] = [(await form(table)).rows[0]?.form, (await form(table + COPY)).rows[0]?.form];
    if (copy !== undefined && copy !== null && copy !== live) await dropCopies(db, name, tables);
  }
  for (const table of tables) await db.query(`CREATE TABLE IF NOT EXISTS "${table + COPY}" (LIKE "${table}" INCLUDING ALL)`);
}

async function dropCopies(db: pg.Pool, name: string, tables: readonly string[]): Promise<void> {
  for (const table of tables) await db.query(`DROP TABLE IF EXISTS "${table + COPY}"`);
  await db.query('DELETE FROM "position" WHERE subscription = $1', [name + COPY]);
  await db.query('DELETE FROM dead_letter WHERE subscription = $1', [name + COPY]);
}

async function refuseDeadLetters(db: pg.Pool, subscription: string): Promise<void> {
  const { rows } = await db.query<{ type: string; record_id: string; error: string }>(
    'SELECT type, record_id, error FROM dead_letter WHERE subscription = $1 ORDER BY id LIMIT 1',
    [subscription],
  );
  const [first] = rows;
  if (first) throw new CannotFold(`the record ${first.record_id} (${first.type}) cannot be folded: ${first.error.split('\n')[0]}; nothing was replaced`);
}

const byKey = (positions: readonly Position[]): Readonly<Record<string, number>> =>
  Object.fromEntries(positions.map((position) => [positionKey(position), position.offset]));
const total = (of: Readonly<Record<string, number>>): number => Object.values(of).reduce((sum, offset) => sum + offset, 0);
