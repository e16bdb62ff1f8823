import type { Clock } from '@noren/kernel';
import type { NewRecord } from '../log.ts';
import { boolArray, byteaArray, intArray, textArray } from './arrays.ts';

const TYPES = ['text[]', 'integer[]', 'text[]', 'text[]', 'text[]', 'text[]', 'bytea[]', 'boolean[]'];

/** A call of the log's append function: SQL over the parameters `$first…`, and their values. */
export type AppendCall = Readonly<{
  expression(first: number): string;
  parameters(records: readonly NewRecord[]): readonly unknown[];
  parameterCount: number;
}>;

type PartitionOf = (topic: string, key: string) => number;

/** Calls a function that takes records as columns. `partitionOf` says where a key belongs. */
export const recordsCall = (name: string, partitionOf: PartitionOf): AppendCall => ({
  expression: (first) => `${name}(${TYPES.map((type, index) => `$${first + index}::${type}`).join(',')})`,
  parameters: (records) => [
    textArray(records.map(({ topic }) => topic)),
    intArray(records.map(({ topic, key }) => partitionOf(topic, key))),
    textArray(records.map(({ key }) => key)),
    textArray(records.map(({ id }) => id)),
    textArray(records.map(({ type }) => type)),
    textArray(records.map(({ headers }) => JSON.stringify(headers))),
    byteaArray(records.map(({ value }) => value)),
    boolArray(records.map(({ carriesPositions }) => carriesPositions === true)),
  ],
  parameterCount: TYPES.length,
});

/** The append itself. With a clock (tests) records are taken in at its time instead of the database's. */
export function appendCall(partitionOf: PartitionOf, clock?: Clock): AppendCall {
  const call = recordsCall('log.append', partitionOf);
  if (clock === undefined) return call;
  return {
    // CASE looks at its condition first, so the transaction's clock is set before the call.
    expression: (first) => `CASE WHEN set_config('noren.now', $${first + TYPES.length}::text, true) IS NOT NULL THEN ${call.expression(first)} END`,
    parameters: (records) => [...call.parameters(records), clock.now().toISOString()],
    parameterCount: TYPES.length + 1,
  };
}
