import type { LogRecord } from '@noren/log';
import type { CoreSettings, Ordering } from './core/settings.ts';
import { MAX_SPAN } from './core/offset-map.ts';
import type { Limit } from './limits/limit.ts';
import type { Observer } from './observer.ts';
import { propertyOf, type Setting } from './property.ts';
import { RETRY, type RetryPolicy } from './retry/policy.ts';
import type { Handler } from './task.ts';

/** Levels of priority by a header's value. Each gets turns by its weight while others wait too; what names no level counts to the last. */
export type Priority = Readonly<{ header: string; levels: readonly Readonly<{ name: string; weight: number }>[] }>;

/** What lanes are to do and within which bounds. Times are milliseconds; a `Setting` may be a `property` and then changes while lanes run. */
export type LanesOptions = Readonly<{
  /** Members of one group share the topics' partitions. */
  group: string;
  topics: readonly string[];
  handler: Handler;
  /** What must not overtake or overlap. Usually `key`. */
  ordering?: Ordering;
  /** Tasks in flight at a downstream at once. Usually 100. */
  concurrency?: Setting<number>;
  /** Whom a record's handling asks: each name has a limit of its own. Usually one for all. */
  downstream?: (record: LogRecord) => string;
  /** A limit that learns, for each downstream, instead of `concurrency`. */
  limit?: (downstream: string) => Limit;
  /** Whether an error means that the downstream has too much to do. Time-outs and retries with `afterMs` do. */
  isOverload?: (error: unknown) => boolean;
  /** Unfinished tasks of a partition; beyond, no more is read of it. Usually 10,000. */
  maxPending?: Setting<number>;
  /** Offsets from the smallest unfinished one to the last taken; beyond, no more is read. Usually and at most 24,000. */
  maxSpan?: Setting<number>;
  /** Records in a reading. Usually 2,000. */
  maxRecords?: number;
  /** A try that takes longer has failed, deferred or not. Usually 5 minutes; `Infinity`: never. */
  timeoutMs?: Setting<number>;
  /** Usually 1,000. */
  commitEveryMs?: Setting<number>;
  /** How long running tasks may go on when partitions are given to another member. Usually 5,000. */
  revokeDrainMs?: Setting<number>;
  /** The same when lanes are stopped. Usually 10,000. */
  shutdownDrainMs?: Setting<number>;
  retry?: Setting<Partial<RetryPolicy>>;
  /** Records of these keys are finished without being handled. */
  ignoreKeys?: Setting<ReadonlySet<string>>;
  /** Of a key's records that wait, handle only the newest; the first of a key waits so long for newer ones. */
  compact?: Readonly<{ lingerMs: Setting<number> }>;
  priority?: Priority;
  observer?: Partial<Observer>;
}>;

/** The retry policy is read at each failure, so what is not given of a changed one is as usual again. */
function retryOf(given: Setting<Partial<RetryPolicy>> | undefined): CoreSettings['retry'] {
  const partial = propertyOf<Partial<RetryPolicy>>(given, {});
  return {
    get value() {
      return { ...RETRY, ...partial.value };
    },
    set: (value) => partial.set(value),
  };
}

export function settingsOf(options: LanesOptions): CoreSettings {
  const { priority, compact } = options;
  const concurrency = propertyOf(options.concurrency, 100);
  const fixed: Limit = { limit: () => concurrency.value, observe: () => undefined };
  const levels = new Map(priority?.levels.map(({ name }, index) => [name, index]));
  return {
    ordering: options.ordering ?? 'key',
    maxPending: propertyOf(options.maxPending, 10_000),
    maxSpan: propertyOf(options.maxSpan, MAX_SPAN),
    timeoutMs: propertyOf(options.timeoutMs, 300_000),
    commitEveryMs: propertyOf(options.commitEveryMs, 1_000),
    retry: retryOf(options.retry),
    ignoreKeys: propertyOf<ReadonlySet<string>>(options.ignoreKeys, new Set()),
    compactMs: compact === undefined ? undefined : propertyOf(compact.lingerMs, 0),
    weights: priority?.levels.map(({ weight }) => weight) ?? [1],
    levelOf: priority === undefined ? () => 0 : ({ headers }) => levels.get(headers[priority.header] ?? '') ?? levels.size - 1,
    downstreamOf: options.downstream ?? (() => ''),
    limitOf: options.limit ?? (() => fixed),
    isOverload: options.isOverload ?? (() => false),
  };
}
