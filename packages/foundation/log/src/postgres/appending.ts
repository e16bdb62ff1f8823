import { gather } from '@noren/kernel';
import pg from 'pg';
import { positionKey } from '../log.ts';
import type { NewRecord, Position, Positions } from '../log.ts';
import type { AppendCall } from './append-call.ts';

type Append = (records: readonly NewRecord[]) => Promise<readonly Position[]>;
type PartitionOf = (topic: string, key: string) => number;

type Settled = PromiseSettledResult<readonly Position[]>;

/**
 * Appends what concurrent callers bring in one statement, which is one commit: each caller's records are in as one, or none of the statement's.
 * Where the database refuses the statement, each caller is served alone, so that one's bad record is no other's failure.
 */
export function gatheredAppend(pool: pg.Pool, call: AppendCall, partitionOf: PartitionOf, appended: (topics: readonly string[]) => void): Append {
  const text = `SELECT ${call.expression(1)} AS ends`;
  const append: Append = async (records) => {
    const { rows } = await pool.query<{ ends: Positions }>({ name: 'log.append', text, values: [...call.parameters(records)] });
    appended([...new Set(records.map(({ topic }) => topic))]);
    return offsetsOf(records, partitionOf, rows[0]?.ends ?? {});
  };
  const gathered = gather<readonly NewRecord[], Settled>(async (calls) => {
    try {
      return inParts(calls, await append(calls.flat()));
    } catch (error) {
      if (calls.length === 1 || !refused(error)) throw error;
      const settled: Settled[] = [];
      for (const records of calls) settled.push(...(await Promise.allSettled([append(records)])));
      return settled;
    }
  });
  return async (records) => {
    for (const { topic, key } of records) partitionOf(topic, key);
    if (records.length === 0) return [];
    // "The other records of the same append" are the caller's own, so such a call goes alone.
    if (records.some(({ carriesPositions }) => carriesPositions)) return append(records);
    const settled = await gathered(records);
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value;
  };
}

function inParts(calls: readonly (readonly NewRecord[])[], positions: readonly Position[]): readonly Settled[] {
  let from = 0;
  return calls.map(({ length }) => ({ status: 'fulfilled', value: positions.slice(from, (from += length)) }));
}

/** SQLSTATE classes 22 (what is given is wrong) and 42 (it may not be): surely nothing was appended. */
const refused = (error: unknown): boolean => error instanceof pg.DatabaseError && /^(22|42)/.test(error.code ?? '');

/** Offsets are without gaps and in order, so the partitions' ends tell each record's. */
function offsetsOf(records: readonly NewRecord[], partitionOf: PartitionOf, ends: Positions): readonly Position[] {
  const next = new Map<string, number>();
  return records
    .map(({ topic, key }) => ({ topic, partition: partitionOf(topic, key) }))
    .toReversed()
    .map((partition) => {
      const offset = (next.get(positionKey(partition)) ?? ends[positionKey(partition)] ?? 0) - 1;
      next.set(positionKey(partition), offset);
      return { ...partition, offset };
    })
    .toReversed();
}
