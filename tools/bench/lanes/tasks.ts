import { partitionOfKey } from '@noren/log';

/** How keys are spread over tasks. `none`: no key at all, so no order to keep. `zipf`: the first one comes most often, the nth an nth as often. */
export type Keys = 'none' | 'uniform' | 'zipf';
export const KEYS: readonly Keys[] = ['none', 'uniform', 'zipf'];

/** What becomes of a task. The Java runners know the same (Work.java). */
export const KIND = { plain: 0, failsShort: 1, failsLong: 2, holds: 3 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

export const PARTITIONS = 3;
const DISTINCT_KEYS = 10_007;
const VALUE_BYTES = 100;

/** A number for each task, the same in every run: Fibonacci hashing spreads what follows each other. */
const spread = (id: number): number => Math.imul(id + 1, 0x9e3779b1) >>> 0;

const zipfMass = ((): Float64Array => {
  const upTo = new Float64Array(DISTINCT_KEYS);
  let sum = 0;
  for (let at = 0; at < DISTINCT_KEYS; at += 1) upTo[at] = sum += 1 / (at + 1);
  return upTo.map((mass) => mass / sum);
})();

/** The part of all tasks that the key has which comes most often. */
export const shareOfFirst = (keys: Keys): number => (keys === 'none' ? 0 : keys === 'uniform' ? 1 / DISTINCT_KEYS : (zipfMass[0] ?? 1));

/** The number of a task's key; -1 where it has none. */
export function keyNumber(id: number, keys: Keys): number {
  if (keys === 'none') return -1;
  if (keys === 'uniform') return spread(id) % DISTINCT_KEYS;
  const wanted = spread(id) / 2 ** 32;
  let from = 0;
  let to = DISTINCT_KEYS - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((zipfMass[middle] ?? 1) >= wanted) to = middle;
    else from = middle + 1;
  }
  return from;
}

const partitions = new Map<string, number>();
function partitionOf(key: string): number {
  let partition = partitions.get(key);
  if (partition === undefined) partitions.set(key, (partition = partitionOfKey(key, PARTITIONS)));
  return partition;
}

/** The partition of a task whose key decides that. */
export const partitionOfTask = (id: number, keys: Exclude<Keys, 'none'>): number => partitionOf(`key-${keyNumber(id, keys)}`);

export type Message = Readonly<{ key: string | null; value: Buffer; partition: number }>;

/** The record of a task: a hundred bytes that begin with its id and kind. */
export function message(id: number, keys: Keys, kind: Kind, onPartition?: number): Message {
  const value = Buffer.alloc(VALUE_BYTES, 0x61);
  value.writeUInt32BE(id);
  value[4] = kind;
  const number = keyNumber(id, keys);
  if (onPartition !== undefined) return { key: `on ${onPartition}`, value, partition: onPartition };
  if (number < 0) return { key: null, value, partition: id % PARTITIONS };
  const key = `key-${number}`;
  return { key, value, partition: partitionOf(key) };
}

export const idOf = (value: Uint8Array): number => ((value[0] ?? 0) << 24) | ((value[1] ?? 0) << 16) | ((value[2] ?? 0) << 8) | (value[3] ?? 0);
export const kindOf = (value: Uint8Array): number => value[4] ?? 0;
export const failsFirst = (kind: number): boolean => kind === KIND.failsShort || kind === KIND.failsLong;
