import type { LogRecord } from '@noren/log';
import type { CoreSettings, Ordering } from './core/settings.ts';
import { MAX_SPAN } from './core/offset-map.ts';
import type { Limit } from './limits/limit.ts';
import type { Observer } from './observer.ts';
import { keyQuota } from './rates/key-quota.ts';
import type { Rate } from './rates/token-bucket.ts';
import { propertyOf, type Setting } from './property.ts';
import { RETRY, type RetryPolicy } from './retry/policy.ts';
import type { Handler } from './task.ts';

/** Levels of priority by a header's value. Each gets turns by its weight while others wait too; what names no level counts to the last. */
export type Priority = Readonly<{ header: string; levels: readonly Readonly<{ name: string; weight: number }>[] }>;

/**
 * Keys that come more often than `perSecond` go to a topic of their own, where they do not fill the window of others: lanes read it too, with so many tasks in
 * flight (10) and at such a rate. A key's records there and its others are not in order with each other.
 */
export type Quota = Readonly<{ topic: string; perSecond: Setting<number>; windowMs?: number; concurrency?: Setting<number>; rate?: Setting<Rate> }>;

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
  /** Whom a record's handling asks: each name has a limit of its own. Usually one for all. Those for which it throws have one together. */
  downstream?: (record: LogRecord) => string;
  /** A limit that learns, for each downstream, instead of `concurrency`. */
  limit?: (downstream: string) => Limit;
  /** Whether an error means that the downstream has too much to do. Time-outs and retries with `afterMs` do. */
  isOverload?: (error: unknown) => boolean;
  /** Unfinished tasks of a partition; beyond, no more is read of it. Usually 10,000. */
  maxPending?: Setting<number>;
  /** Offsets from the smallest unfinished one to the last taken; beyond, no more is read. Usually and at most 24,000. */
  maxSpan?: Setting<number>;
  /**
   * Tasks that wait for room at a downstream. While every downstream has so many, or as many as may be in flight there if that is more, nothing more is read:
   * it would only fill memory. Usually 1,000. Where there are levels of priority, or compaction, reading goes on, for more to choose from.
   */
  maxReady?: Setting<number>;
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
  /** Tasks begun a second, of all keys together. 0 stops. Usually without a bound. */
  rate?: Setting<Rate>;
  /** The same for each key. */
  keyRate?: Setting<Rate>;
  quota?: Quota;
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

/** The downstream of what came through the topic of a quota. */
const SHAPED = 'beyond quota';

function quotaOf(quota: Quota | undefined): CoreSettings['quota'] {
  if (quota === undefined) return undefined;
  const perSecond = propertyOf(quota.perSecond, 0);
  let current = perSecond.value;
  const rates = keyQuota({ perSecond: current, ...(quota.windowMs === undefined ? {} : { windowMs: quota.windowMs }) });
  return {
    topic: quota.topic,
    isBeyond(key, now) {
      if (perSecond.value !== current) rates.change((current = perSecond.value));
      return rates.shape(key, now) === 'beyond';
    },
  };
}

/** Where records go whose downstream could not be told: it throws for them, and so may their handler, whose failures have a policy. */
const UNTOLD = 'untold';

const orUntold =
  (downstream: (record: LogRecord) => string) =>
  (record: LogRecord): string => {
    try {
      return downstream(record);
    } catch {
      return UNTOLD;
    }
  };

const limitOfSetting = (given: Setting<number> | undefined, usual: number): Limit => {
  const concurrency = propertyOf(given, usual);
  return { limit: () => concurrency.value, observe: () => undefined };
};

export function settingsOf(options: LanesOptions): CoreSettings {
  const { priority, compact, quota } = options;
  const downstream = options.downstream === undefined ? () => '' : orUntold(options.downstream);
  if (quota !== undefined && options.ordering === 'partition')
    throw new RangeError('lanes in the order of partitions take no quota of keys: it would give the order up');
  const limit = limitOfSetting(options.concurrency, 100);
  const shapedLimit = limitOfSetting(quota?.concurrency, 10);
  const shapedRate = quota?.rate === undefined ? undefined : propertyOf(quota.rate, { perSecond: 0 });
  const levels = new Map(priority?.levels.map(({ name }, index) => [name, index]));
  return {
    ordering: options.ordering ?? 'key',
    maxPending: propertyOf(options.maxPending, 10_000),
    maxSpan: propertyOf(options.maxSpan, MAX_SPAN),
    maxReady: propertyOf(options.maxReady, 1_000),
    timeoutMs: propertyOf(options.timeoutMs, 300_000),
    commitEveryMs: propertyOf(options.commitEveryMs, 1_000),
    retry: retryOf(options.retry),
    ignoreKeys: propertyOf<ReadonlySet<string>>(options.ignoreKeys, new Set()),
    compactMs: compact === undefined ? undefined : propertyOf(compact.lingerMs, 0),
    weights: priority?.levels.map(({ weight }) => weight) ?? [1],
    levelOf: priority === undefined ? () => 0 : ({ headers }) => levels.get(headers[priority.header] ?? '') ?? levels.size - 1,
    downstreamOf: quota === undefined ? downstream : (record) => (record.topic === quota.topic ? SHAPED : downstream(record)),
    limitOf: (name) => (name === SHAPED ? shapedLimit : (options.limit?.(name) ?? limit)),
    rate: options.rate === undefined ? undefined : propertyOf(options.rate, { perSecond: 0 }),
    keyRate: options.keyRate === undefined ? undefined : propertyOf(options.keyRate, { perSecond: 0 }),
    rateOf: (name) => (name === SHAPED ? shapedRate : undefined),
    quota: quotaOf(quota),
    isOverload: options.isOverload ?? (() => false),
  };
}
