import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Decider, Named, Records } from '@noren/kernel';
import { firstTimes, type Log, type LogRecord, type Position, positionKey, sequenceOf } from '@noren/log';
import type { Codec } from './codec.ts';
import { kindsOf, type Tables, viewOf } from './execute.ts';
import { loadRecords, type Queryable, type RecordTable } from './record-table.ts';

const READ_AT_ONCE = 1_000;
/** Under load a record moves while it is compared: what differs is looked at so often again, behind what the log has got meanwhile. */
const LOOKS = 20;
const BETWEEN_LOOKS_MS = 200;

/** The part of a context's engine that folding needs. */
type Foldable<R extends Records, Event extends Named> = Readonly<{
  topic: string;
  rules: Pick<Decider<R, never, Event>, 'evolve'>;
  /** Of the records that events of this context change. */
  tables: Tables<R>;
  events: Codec<Event>;
}>;
export type FoldParts = Readonly<{ db: Queryable; log: Pick<Log, 'ends' | 'read'>; progress?(read: number, of: number): void }>;
/** `why`: which side has it, or that they are not the same. */
type Difference = Readonly<{ kind: string; key: string; why: 'not stored' | 'not in the log' | 'different' }>;
export type Comparison = Readonly<{ events: number; records: number; differences: readonly Difference[] }>;

/**
 * Folds a context's events from the beginning of the log, in memory, and compares every record with the one that the engine keeps (ADR 4: what is stored is
 * the fold of the events). Nothing is written. The engine may go on meanwhile.
 */
export async function compareFold<R extends Records, Event extends Named>(of: Foldable<R, Event>, { db, log, progress }: FoldParts): Promise<Comparison> {
  const kinds = kindsOf<R>(of.tables);
  const folded = Object.fromEntries(kinds.map((kind) => [kind, new Map<string, object>()])) as Readonly<Record<string, Map<string, object>>>;
  const view = viewOf<R>(kinds, (kind, key) => folded[kind as string]?.get(key) as R[typeof kind] | undefined);
  const read = new Map<number, number>();
  const sequences = new Map<string, Record<string, number>>();
  let events = 0;

  const foldOn = async (): Promise<void> => {
    const ends = await log.ends([of.topic]);
    const all = ends.reduce((sum, { offset }) => sum + offset, 0);
    for (const end of ends) {
      for (let next = read.get(end.partition) ?? 0; next < end.offset;) {
        const records = await log.read({ ...end, offset: next } satisfies Position, READ_AT_ONCE);
        for (const record of firstTimesOf(records, sequences)) {
          const event = of.events.decode(record.type, record.value);
          if (event === undefined) throw new Error(`${record.type} is no event of this context`);
          for (const [kind, changes] of Object.entries<Readonly<Record<string, object | null>> | undefined>(of.rules.evolve(view, event)))
            for (const [key, changed] of Object.entries(changes ?? {}))
              if (changed === null) folded[kind]?.delete(key);
              else folded[kind]?.set(key, changed);
          events += 1;
        }
        next = (records.at(-1)?.offset ?? end.offset - 1) + 1;
        read.set(end.partition, next);
        progress?.(events, all);
      }
    }
  };

  await foldOn();
  let differences = await differencesOf(db, of.tables, folded);
  for (let look = 0; differences.length > 0 && look < LOOKS; look += 1) {
    await pause(BETWEEN_LOOKS_MS);
    await foldOn();
    differences = await differencesOf(db, of.tables, folded, differences);
  }
  return { events, records: kinds.reduce((sum, kind) => sum + (folded[kind]?.size ?? 0), 0), differences };
}

/** A relay may bring a record twice: only the first time counts, as for every subscription. */
function firstTimesOf(records: readonly LogRecord[], sequences: Map<string, Record<string, number>>): readonly LogRecord[] {
  const first = firstTimes(records, (partition) => sequences.get(partition) ?? {});
  for (const record of first) {
    const sequence = sequenceOf(record);
    if (sequence) sequences.set(positionKey(record), { ...sequences.get(positionKey(record)), [sequence.source]: sequence.number });
  }
  return first;
}

type Folded = Readonly<Record<string, ReadonlyMap<string, object>>>;

/** All records of both sides, or those that differed before. */
async function differencesOf<R extends Records>(db: Queryable, tables: Tables<R>, folded: Folded, only?: readonly Difference[]): Promise<Difference[]> {
  const out: Difference[] = [];
  for (const kind of kindsOf<R>(tables)) {
    const table: RecordTable<R[typeof kind]> = tables[kind];
    const expected = folded[kind] ?? new Map<string, object>();
    const keys = only ? only.filter((one) => one.kind === kind).map(({ key }) => key) : [...new Set([...expected.keys(), ...(await keysOf(db, table.name))])];
    for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
      const some = keys.slice(at, at + READ_AT_ONCE);
      const stored = await loadRecords(db, table, some);
      for (const key of some) {
        const [ours, theirs] = [expected.get(key), stored.get(key)?.record];
        if (ours === undefined && theirs === undefined) continue;
        if (theirs === undefined) out.push({ kind, key, why: 'not stored' });
        else if (ours === undefined) out.push({ kind, key, why: 'not in the log' });
        else if (!isDeepStrictEqual(ours, theirs)) out.push({ kind, key, why: 'different' });
      }
    }
  }
  return out;
}

async function keysOf(db: Queryable, table: string): Promise<readonly string[]> {
  return (await db.query<{ key: string }>(`SELECT key FROM "${table}"`)).rows.map(({ key }) => key);
}
