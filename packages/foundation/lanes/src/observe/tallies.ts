/** Milliseconds; from what a warm cache takes to what nobody waits for. */
const TIMES_MS: readonly number[] = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000];
/** Tries. */
const TRIES: readonly number[] = [1, 2, 3, 5, 10, 20];

/** How values are spread: so many up to each bound, and so many beyond the last. Counting is a few comparisons and no allocation. */
export class Spread {
  readonly bounds: readonly number[];
  readonly counts: number[];
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  add(value: number): void {
    let at = 0;
    while (at < this.bounds.length && value > (this.bounds[at] ?? 0)) at += 1;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
    this.sum += value;
  }
}

/** What happened in a partition since this process began to count: plain numbers, for it is counted with every task and read with every scrape. */
export type Tally = {
  consumed: number;
  started: number;
  processed: number;
  failed: number;
  timedOut: number;
  aborted: number;
  ignored: number;
  superseded: number;
  shaped: number;
  redelivered: number;
  retried: number;
  moved: number;
  dead: number;
  appendsFailed: number;
  mapsIgnored: number;
  pausedMs: number;
  /** Since when it is paused; undefined where it is not. */
  pausedSince: number | undefined;
  pending: number;
  committed: number | undefined;
  latest: number | undefined;
  readonly duration: Spread;
  readonly latency: Spread;
  readonly waited: Spread;
  readonly tries: Spread;
};

export const newTally = (): Tally => ({
  consumed: 0,
  started: 0,
  processed: 0,
  failed: 0,
  timedOut: 0,
  aborted: 0,
  ignored: 0,
  superseded: 0,
  shaped: 0,
  redelivered: 0,
  retried: 0,
  moved: 0,
  dead: 0,
  appendsFailed: 0,
  mapsIgnored: 0,
  pausedMs: 0,
  pausedSince: undefined,
  pending: 0,
  committed: undefined,
  latest: undefined,
  duration: new Spread(TIMES_MS),
  latency: new Spread(TIMES_MS),
  waited: new Spread(TIMES_MS),
  tries: new Spread(TRIES),
});

/** What counters the whole subscription. */
export type SubscriptionCounters = { commitsFailed: number; crashes: number };
