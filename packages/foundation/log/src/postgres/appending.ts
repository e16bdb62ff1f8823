import { gather } from '@noren/kernel';
import type pg from 'pg';
import { positionKey } from '../log.ts';
import type { NewRecord, Position, Positions } from '../log.ts';
import type { AppendCall } from './append-call.ts';

type Append = (records: readonly NewRecord[]) => Promise<readonly Position[]>;
type PartitionOf = (topic: string, key: string) => number;

/** Appends what concurrent callers bring in one statement, which is one commit: each caller's records are in as one, or none of the statement's. */
export function gatheredAppend(pool: pg.Pool, call: AppendCall, partitionOf: PartitionOf, appended: (topics: readonly string[]) => void): Append {
  const text = `SELECT ${call.expression(1)} AS ends`;
  const append: Append = async (records) => {
    const { rows } = await pool.query<{ ends: Positions }>({ name: 'log.append', text, values: [...call.parameters(records)] });
    appended([...new Set(records.map(({ topic }) => topic))]);
    return offsetsOf(records, partitionOf, rows[0]?.ends ?? {});
  };
  const gathered = gather<readonly NewRecord[], readonly Position[]>(async (calls) => {
    const positions = await append(calls.flat());
    let from = 0;
    return calls.map((records) => positions.slice(from, (from += records.length)));
  });
  return (records) => {
    if (records.length === 0) return Promise.resolve([]);
    // "The other records of the same append" are the caller's own, so such a call goes alone.
    return records.some(({ carriesPositions }) => carriesPositions) ? append(records) : gathered(records);
  };
}

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
