import type { CoreSettings, Ordering } from '../core/settings.ts';
import { property } from '../property.ts';
import { RETRY, type RetryPolicy } from '../retry/policy.ts';
import type { Dice } from './dice.ts';

/** What a seed draws: the load, the settings, and how often what goes wrong. */
export type Scenario = Readonly<{
  partitions: number;
  records: number;
  keys: number;
  keyless: number;
  /** Chance that offsets are left out before a record, as in a compacted topic, and how many at most. */
  gaps: number;
  widestGap: number;
  ordering: Ordering;
  concurrency: number;
  maxPending: number;
  maxSpan: number;
  maxReady: number;
  /** Whether records have levels of priority. */
  levels: boolean;
  maxRecords: number;
  timeoutMs: number;
  commitEveryMs: number;
  drainMs: number;
  compact: boolean;
  perSecond: number | undefined;
  keyPerSecond: number | undefined;
  shaping: boolean;
  policy: RetryPolicy;
  /** Chances, for each call of a handler. */
  handler: Readonly<{ slowestMs: number; inline: number; throws: number; retries: number; dies: number; defers: number; hangs: number }>;
  /** Chances, for each commit or append. */
  log: Readonly<{ commitLost: number; answerLost: number; commitLate: number; appendFails: number; foreign: number }>;
  /** Faults of members come until then. */
  calmAtMs: number;
  faultEveryMs: number;
  members: number;
}>;

const MAIN = 'main';
export const TOPICS = { main: MAIN, short: 'retry-short', long: 'retry-long', shaped: 'shaped', dead: 'dead' } as const;

export function scenario(dice: Dice): Scenario {
  const tiers = dice.chance(0.5);
  const seldom = (most: number): number => (dice.chance(0.5) ? dice.roll() * most : 0);
  const timeoutMs = dice.chance(0.6) ? dice.whole(20, 300) : Number.POSITIVE_INFINITY;
  const ordering = dice.of<Ordering>(['key', 'key', 'key', 'partition', 'none']);
  return {
    partitions: dice.whole(1, 3),
    records: dice.whole(20, 250),
    keys: dice.whole(1, 20),
    keyless: seldom(0.5),
    gaps: seldom(0.3),
    widestGap: dice.of([3, 50, 40_000]),
    ordering,
    concurrency: dice.whole(1, 20),
    maxPending: dice.of([1, dice.whole(2, 20), dice.whole(20, 200)]),
    maxSpan: dice.of([dice.whole(1, 10), dice.whole(10, 300), 24_000]),
    maxReady: dice.of([1, dice.whole(2, 40), Number.POSITIVE_INFINITY]),
    levels: dice.chance(0.5),
    maxRecords: dice.whole(1, 60),
    timeoutMs,
    commitEveryMs: dice.whole(5, 200),
    drainMs: dice.of([0, dice.whole(1, 30), 200]),
    compact: dice.chance(0.15),
    perSecond: dice.chance(0.1) ? dice.whole(20, 2_000) : undefined,
    keyPerSecond: dice.chance(0.1) ? dice.whole(5, 200) : undefined,
    shaping: ordering !== 'partition' && dice.chance(0.15),
    policy: {
      ...RETRY,
      attempts: dice.whole(1, 5),
      firstMs: dice.whole(1, 50),
      mostMs: dice.whole(50, 500),
      holdKey: dice.chance(0.8),
      inMemoryMs: tiers ? dice.whole(0, 60) : 500,
      tiers: tiers
        ? [
            { topic: TOPICS.short, delayMs: 50 },
            { topic: TOPICS.long, delayMs: 300 },
          ]
        : [],
      // Without an end to tries, copies whose acknowledgement was lost would breed.
      deadLetters: tiers || dice.chance(0.6) ? TOPICS.dead : undefined,
    },
    handler: {
      slowestMs: dice.of([2, 20, 100]),
      inline: seldom(0.8),
      throws: seldom(0.4),
      retries: seldom(0.2),
      dies: seldom(0.1),
      defers: seldom(0.5),
      hangs: timeoutMs === Number.POSITIVE_INFINITY ? 0 : seldom(0.05),
    },
    log: { commitLost: seldom(0.4), answerLost: seldom(0.3), commitLate: seldom(0.3), appendFails: seldom(0.5), foreign: seldom(0.3) },
    calmAtMs: dice.whole(50, 1_500),
    faultEveryMs: dice.whole(10, 400),
    members: dice.whole(1, 3),
  };
}

export const settingsOfScenario = (given: Scenario, limit: CoreSettings['limitOf']): CoreSettings => ({
  ordering: given.ordering,
  maxPending: property(given.maxPending),
  maxSpan: property(given.maxSpan),
  maxReady: property(given.maxReady),
  timeoutMs: property(given.timeoutMs),
  commitEveryMs: property(given.commitEveryMs),
  retry: property(given.policy),
  ignoreKeys: property<ReadonlySet<string>>(new Set(['ignored'])),
  compactMs: given.compact ? property(5) : undefined,
  weights: given.levels ? [2, 1] : [1],
  levelOf: ({ headers }) => (!given.levels || headers['level'] === 'high' ? 0 : 1),
  downstreamOf: () => '',
  limitOf: limit,
  rate: given.perSecond === undefined ? undefined : property({ perSecond: given.perSecond, burst: 5 }),
  keyRate: given.keyPerSecond === undefined ? undefined : property({ perSecond: given.keyPerSecond, burst: 2 }),
  rateOf: () => undefined,
  quota: given.shaping ? { topic: TOPICS.shaped, isBeyond: (key) => key === 'k1' } : undefined,
  isOverload: () => false,
});
