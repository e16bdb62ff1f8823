import { join } from 'node:path';
import type { Ground } from './ground.ts';

/** Who is compared. `atOnce`: the most tasks in flight, where threads or a setting bound it. */
export type System = Readonly<{ name: string; command: readonly string[]; mode: string; concurrency: number; atOnce?: number; about: string }>;

/** Node with room for what is young: with thousands of tasks in flight most of it outlives a small nursery, and is copied for nothing. Java's heap is larger still. */
const NURSERY = '--max-semi-space-size=64';
const node = (runner: string): readonly string[] => [process.execPath, NURSERY, join(import.meta.dirname, 'runners', runner)];

/** Concurrency of ours: what five waits of 4 ms want at some 100,000 tasks a second, and half as much again. */
const IN_FLIGHT = 3_000;

/** All that this machine can run, in the order in which they take turns. */
export function systems({ java }: Pick<Ground, 'java'>): readonly System[] {
  const ours = [
    { name: 'lanes fixed', command: node('lanes.ts'), mode: 'fixed', concurrency: IN_FLIGHT, about: `lanes, ${IN_FLIGHT} in flight, ordered by key` },
    { name: 'lanes adaptive', command: node('lanes.ts'), mode: 'adaptive', concurrency: 1_000, about: 'lanes, Gradient2 from 1,000, ordered by key' },
  ];
  const plain = [
    { name: 'kafkajs eachMessage', command: node('kafkajs.ts'), mode: 'each-message', concurrency: 1, atOnce: 3, about: 'one task a partition at a time' },
    { name: 'kafkajs floor', command: node('kafkajs.ts'), mode: 'each-batch', concurrency: 1, about: 'eachBatch and Promise.all over 2,000, no order by key' },
  ];
  if (java === undefined) return [...ours, ...plain];
  const parallelConsumer = [100, 900].map((threads) => ({
    name: `Parallel Consumer ${threads}`,
    command: java.parallelConsumer,
    mode: 'key',
    concurrency: threads,
    atOnce: threads,
    about: `ordered by key, ${threads} threads`,
  }));
  return [...ours, ...plain, ...parallelConsumer, ...decaton(java)];
}

function decaton({ decaton: command, virtualThreads }: NonNullable<Ground['java']>): readonly System[] {
  if (command === undefined) return [];
  const pools = [20, 100, 300].map((threads) => ({
    name: `Decaton pool ${threads}`,
    command,
    mode: 'pool',
    concurrency: threads,
    atOnce: 3 * threads,
    about: `${threads} threads a partition`,
  }));
  const virtual = { name: 'Decaton virtual', command, mode: 'virtual', concurrency: 1, about: 'a virtual thread a key' };
  const deferred = {
    name: 'Decaton deferred',
    command,
    mode: 'deferred',
    concurrency: 1,
    about: 'completions deferred to one scheduler thread; no order by key',
  };
  return [...pools, ...(virtualThreads ? [virtual] : []), deferred];
}
