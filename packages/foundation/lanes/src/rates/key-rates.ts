import { heavyHitters, type HeavyHitters } from './heavy-hitters.ts';

/** How often a second a key comes: at least so often. */
export type KeyRate = Readonly<{ key: string; perSecond: number }>;

/** The rates of keys over the last moments, of the frequent ones. Times are milliseconds of any clock that never goes back. */
export interface KeyRates {
  /** Counts the key. */
  add(key: string, now: number): void;
  /** 0 of a key that comes too seldom to be counted, and too little in the first window. */
  perSecond(key: string, now: number): number;
  /** The most frequent keys first. */
  top(count: number, now: number): readonly KeyRate[];
}

export type KeyRatesOptions = Readonly<{
  /** A rate is taken over one to two windows. Milliseconds. */
  windowMs?: number;
  /** Keys that are counted at a time, some 100 bytes each and window: one that makes up more than a part of 1 / slots is surely among them. */
  slots?: number;
}>;

/**
 * Two windows, the one under way and the last (as Decaton's WindowedKeyStat, whose sketches take 12 MB a partition; these take some 200 kB). The last counts
 * with the part of it that the window under way has not replaced yet.
 */
export function keyRates({ windowMs = 10_000, slots = 1_000 }: KeyRatesOptions = {}): KeyRates {
  let begun: number | undefined;
  let current = heavyHitters(slots);
  let last = heavyHitters(slots);

  const turn = (now: number): number => {
    begun ??= now;
    const windows = Math.floor((now - begun) / windowMs);
    if (windows >= 1) {
      last = windows === 1 ? current : heavyHitters(slots);
      current = heavyHitters(slots);
      begun += windows * windowMs;
    }
    return now - begun;
  };

  const rate = (key: string, passed: number): number => {
    const counted = current.atLeast(key) + last.atLeast(key) * (1 - passed / windowMs);
    return (counted * 1_000) / windowMs;
  };

  return {
    add(key, now) {
      turn(now);
      current.add(key);
    },
    perSecond: (key, now) => rate(key, turn(now)),
    top(count, now) {
      const passed = turn(now);
      const keys = new Set([current, last].flatMap((window: HeavyHitters) => window.top(slots).map(({ key }) => key)));
      return [...keys]
        .map((key) => ({ key, perSecond: rate(key, passed) }))
        .toSorted((a, b) => b.perSecond - a.perSecond)
        .slice(0, count);
    },
  };
}
