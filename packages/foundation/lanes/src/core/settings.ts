import type { Commit, LogRecord } from '@noren/log';
import type { Limit } from '../limits/limit.ts';
import type { Observer } from '../observer.ts';
import type { Property } from '../property.ts';
import type { Rate } from '../rates/token-bucket.ts';
import type { RetryPolicy } from '../retry/policy.ts';
import type { Work } from './work.ts';

/** `key`: one of a key at a time, in order; records without a key are free. `partition`: one of a partition at a time. `none`: all are free. */
export type Ordering = 'key' | 'partition' | 'none';

export type CoreSettings = Readonly<{
  ordering: Ordering;
  /** Records of a partition that may be taken and unfinished. */
  maxPending: Property<number>;
  /** Offsets from the smallest unfinished one to the last taken, at most `MAX_SPAN`. */
  maxSpan: Property<number>;
  /** Tasks that wait for room. While every downstream has so many, or as many as may run there if that is more, nothing more is read. */
  maxReady: Property<number>;
  /** From a try's start until it counts as failed, deferred or not. Milliseconds; `Infinity`: never. */
  timeoutMs: Property<number>;
  commitEveryMs: Property<number>;
  retry: Property<RetryPolicy>;
  ignoreKeys: Property<ReadonlySet<string>>;
  /** Given: of records of one key that wait, only the newest is handled; the first waits this long for newer ones. Milliseconds. */
  compactMs: Property<number> | undefined;
  /** Turns that each level gets where all have something; a record's level is an index of this. */
  weights: readonly number[];
  levelOf: (record: LogRecord) => number;
  /** The downstream that a record's handling asks, by name. Each has a limit of its own. */
  downstreamOf: (record: LogRecord) => string;
  limitOf: (downstream: string) => Limit;
  /** Tasks that may begin, of all downstreams without a rate of their own. */
  rate: Property<Rate> | undefined;
  /** The same for each key. */
  keyRate: Property<Rate> | undefined;
  rateOf: (downstream: string) => Property<Rate> | undefined;
  /** Records of keys that come too often go to this topic. */
  quota: Readonly<{ topic: string; isBeyond(key: string, now: number): boolean }> | undefined;
  /** Whether an error says that the downstream has too much to do. */
  isOverload: (error: unknown) => boolean;
}>;

/** What the core wants done. It does no I/O, and knows no time but the clock's. */
export interface Effects {
  /** Call the handler; answer with `returned` or `failed`, at once or later. */
  start(work: Work, run: number): void;
  /** Append `work.append.record`; answer with `appended` or `appendFailed`. */
  append(work: Work): void;
  /** One at a time. Answer when the log has acknowledged or refused it. */
  commit(commits: readonly Commit[], answer: (error?: unknown) => void): void;
  /** What `full` gives has changed. */
  wake(): void;
  /** Call `tick` at this time, milliseconds of the clock, or soon after; earlier requests are void. */
  alarm(at: number): void;
}

/** What surrounds a core: in a process the real things, in a simulation invented ones. */
export type Surroundings = Readonly<{
  effects: Effects;
  observer: Observer;
  /** Milliseconds since 1970, never going back. */
  clock: () => number;
  /** From 0 to 1, not 1 itself. */
  random: () => number;
}>;
