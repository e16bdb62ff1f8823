import type { NewRecord } from '../log.ts';
import { boolArray, byteaArray, intArray, textArray } from './arrays.ts';

export const appendParameterCount = 8;
const TYPES = ['text[]', 'integer[]', 'text[]', 'text[]', 'text[]', 'text[]', 'bytea[]', 'boolean[]'];

/** The call of the log's append function, over the parameters `$first…`. */
export const appendCall = (first: number): string => `log.append(${TYPES.map((type, index) => `$${first + index}::${type}`).join(',')})`;

/** Its parameters; `partitionOf` says where a key belongs. */
export function appendParameters(records: readonly NewRecord[], partitionOf: (topic: string, key: string) => number): readonly Buffer[] {
  return [
    textArray(records.map(({ topic }) => topic)),
    intArray(records.map(({ topic, key }) => partitionOf(topic, key))),
    textArray(records.map(({ key }) => key)),
    textArray(records.map(({ id }) => id)),
    textArray(records.map(({ type }) => type)),
    textArray(records.map(({ headers }) => JSON.stringify(headers))),
    byteaArray(records.map(({ value }) => value)),
    boolArray(records.map(({ carriesPositions }) => carriesPositions === true)),
  ];
}
