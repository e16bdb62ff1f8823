import type { Verdict } from '../task.ts';

/** A topic whose records wait: its partitions stand still until the first of them is due. */
export type Tier = Readonly<{ topic: string; delayMs: number }>;

/** What becomes of a task that failed. Milliseconds. */
export type RetryPolicy = Readonly<{
  /** Tries in all; then the record goes to the dead letters. Without a topic for these it is tried for ever. */
  attempts: number;
  /** The pause after the first failure; each next one is `factor` times as long, up to `mostMs`. */
  firstMs: number;
  factor: number;
  mostMs: number;
  /** Share of each pause that is left to chance, 0 to 1, so that those who failed together do not come back together. */
  jitter: number;
  /** Whether later records of the key wait meanwhile. If not they overtake, yet two of a key never run at once. */
  holdKey: boolean;
  /** Pauses up to this wait in memory; longer ones in the tier that is long enough. Tiers give the key's order up. */
  inMemoryMs: number;
  /** The shortest first. None: every pause is in memory. */
  tiers: readonly Tier[];
  /** The topic of dead letters. */
  deadLetters: string | undefined;
}>;

export const RETRY: RetryPolicy = {
  attempts: 10,
  firstMs: 100,
  factor: 2,
  mostMs: 60_000,
  jitter: 0.5,
  holdKey: true,
  inMemoryMs: 60_000,
  tiers: [],
  deadLetters: undefined,
};

/** What to do next. */
export type Step = Readonly<{ kind: 'wait'; ms: number }> | Readonly<{ kind: 'move'; tier: Tier }> | Readonly<{ kind: 'dead'; topic: string }>;
export type Failure = Exclude<Verdict, { kind: 'done' }>;

export function nextStep(policy: RetryPolicy, attempt: number, failure: Failure, random: () => number): Step {
  const { deadLetters, tiers, inMemoryMs } = policy;
  if (deadLetters !== undefined && (failure.kind === 'dead' || attempt >= policy.attempts)) return { kind: 'dead', topic: deadLetters };
  const requestedMs = failure.kind === 'retry' ? failure.afterMs : undefined;
  // A time that is none (of a Retry-After that is a date, say) is as good as not said.
  const ms = requestedMs !== undefined && Number.isFinite(requestedMs) && requestedMs >= 0 ? requestedMs : pauseMs(policy, attempt, random);
  const tier = ms <= inMemoryMs ? undefined : (tiers.find(({ delayMs }) => delayMs >= ms) ?? tiers.at(-1));
  return tier === undefined ? { kind: 'wait', ms } : { kind: 'move', tier };
}

const pauseMs = ({ firstMs, factor, mostMs, jitter }: RetryPolicy, attempt: number, random: () => number): number =>
  Math.min(mostMs, firstMs * factor ** (attempt - 1)) * (1 - jitter * random());
