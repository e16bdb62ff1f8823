import { join } from 'node:path';
import type { Ground } from './ground.ts';
import { totalMs, type WorkShape } from './work.ts';
import { shareOfFirst, type Keys } from './tasks.ts';

export type System = Readonly<{
  name: string;
  command: readonly string[];
  mode: string;
  /** Tasks in flight at once; for Decaton, threads a partition. */
  concurrency: (work: WorkShape) => number;
  about: string;
  /** The most tasks in flight, where threads bound it. */
  atOnce?: number;
  /** Keeps the order of a key, so that a key's tasks take one after the other what each takes. */
  ordered: boolean;
  /** About what a task costs it on one core. Only says how many tasks make a run of some seconds. */
  roughMicroseconds: number;
  /** The best of its kind. */
  leads: boolean;
}>;

/** Node with room for what is young: with thousands of tasks in flight most of it outlives a small nursery, and is copied for nothing. Java's heap is larger still. */
const NURSERY = '--max-semi-space-size=64';
const node = (runner: string): readonly string[] => [process.execPath, NURSERY, join(import.meta.dirname, 'runners', runner)];

/** Little's law: so many are in flight where 100,000 tasks a second take so long, two and a half times, for timers ring late on a core that is full; there are 10,007 keys. */
const inFlight = (work: WorkShape): number => Math.min(10_000, Math.max(1_000, 250 * totalMs(work)));
/** The same once: where a limit that learns begins. */
const littlesLaw = (work: WorkShape): number => Math.min(10_000, Math.max(100, 100 * totalMs(work)));
const just = (count: number) => (): number => count;

export const OURS = 'lanes fixed';

/** All that this machine can run, in the order in which they take turns. */
export function systems({ java }: Pick<Ground, 'java'>): readonly System[] {
  const ours = { command: node('lanes.ts'), ordered: true, roughMicroseconds: 10, leads: true };
  const plain = { command: node('kafkajs.ts'), concurrency: just(1) };
  return [
    { ...ours, name: OURS, mode: 'fixed', concurrency: inFlight, about: '250 in flight for each ms of work (5x4: 5,000), ordered by key' },
    { ...ours, name: 'lanes deferred', mode: 'deferred', concurrency: inFlight, leads: false, about: 'the same with handlers that call back, as those of Decaton deferred do' }, // prettier-ignore
    {
      ...ours,
      name: 'lanes adaptive',
      mode: 'adaptive',
      concurrency: littlesLaw,
      leads: false,
      about: 'Gradient2 from 100 in flight for each ms of work (5x4: 2,000), ordered by key',
    },
    { ...plain, name: 'kafkajs eachMessage', mode: 'each-message', atOnce: 3, ordered: true, roughMicroseconds: 5, leads: false, about: 'one task a partition at a time' }, // prettier-ignore
    { ...plain, name: 'kafkajs floor', mode: 'each-batch', ordered: false, roughMicroseconds: 9, leads: false, about: 'eachBatch and Promise.all over 2,000, no order by key' }, // prettier-ignore
    ...(java === undefined ? [] : [...parallelConsumer(java), ...decaton(java)]),
  ];
}

const parallelConsumer = ({ parallelConsumer: command }: NonNullable<Ground['java']>): readonly System[] =>
  [100, 900].map((threads) => ({
    name: `Parallel Consumer ${threads}`,
    command,
    mode: 'key',
    concurrency: just(threads),
    atOnce: threads,
    ordered: true,
    roughMicroseconds: 150,
    leads: threads === 900,
    about: `ordered by key, ${threads} threads`,
  }));

function decaton({ decaton: command, virtualThreads }: NonNullable<Ground['java']>): readonly System[] {
  if (command === undefined) return [];
  const pools = [20, 100, 300].map((threads) => ({
    name: `Decaton pool ${threads}`,
    command,
    mode: 'pool',
    concurrency: just(threads),
    atOnce: 3 * threads,
    ordered: true,
    roughMicroseconds: 90,
    leads: false,
    about: `${threads} threads a partition`,
  }));
  const alone = { command, concurrency: just(1), leads: true };
  const virtual = { ...alone, name: 'Decaton virtual', mode: 'virtual', ordered: true, roughMicroseconds: 55, about: 'a virtual thread a key' };
  const deferred = { ...alone, name: 'Decaton deferred', mode: 'deferred', ordered: false, roughMicroseconds: 13, about: 'completions deferred to one scheduler thread; no order by key' }; // prettier-ignore
  return [...pools, ...(virtualThreads ? [virtual] : []), deferred];
}

/** Who takes part, of those that were asked for. */
export const chosen = (ground: Pick<Ground, 'java'>, { systems: names }: Readonly<{ systems: readonly string[] }>): readonly System[] =>
  systems(ground).filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));

export const named = (ground: Pick<Ground, 'java'>, plan: Readonly<{ systems: readonly string[] }>, names: readonly string[]): readonly System[] =>
  chosen(ground, plan).filter(({ name }) => names.includes(name));

/** Tasks a second that it cannot do more of: for its threads, for the order of the first key, for one core. */
export function mostASecond({ atOnce, ordered, roughMicroseconds }: System, work: WorkShape, keys: Keys): number {
  const taskSeconds = totalMs(work) / 1_000;
  const byThreads = atOnce === undefined || taskSeconds === 0 ? Number.POSITIVE_INFINITY : atOnce / taskSeconds;
  const byFirstKey = ordered && taskSeconds > 0 ? 1 / (shareOfFirst(keys) * taskSeconds) : Number.POSITIVE_INFINITY;
  return Math.min(byThreads, byFirstKey, 1e6 / roughMicroseconds);
}
