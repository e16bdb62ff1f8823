import { keyRates, type KeyRate, type KeyRatesOptions } from './key-rates.ts';

export type KeyQuotaOptions = KeyRatesOptions &
  Readonly<{
    /** A key that comes more often than this, over a window, has left its quota. */
    perSecond: number;
  }>;

/** Where a record goes: its place among the others, or the lane of its own for keys beyond their quota. */
export type Shaping = 'within' | 'beyond';

/** Tells keys that come too often from others, so that they are slowed and no other. */
export interface KeyQuota {
  /** Counts the record and says where it goes. */
  shape(key: string, now: number): Shaping;
  /** The most frequent keys. */
  top(count: number, now: number): readonly KeyRate[];
  change(perSecond: number): void;
  /** Keys that are beyond their quota at the moment. */
  readonly beyond: number;
}

/**
 * A key goes beyond its quota when it surely came more often over a window; one that comes evenly and keeps it never does, however many others there are. It comes back when it came at less
 * than half the quota, so that a key at the border does not go to and fro: each time the records in its own lane and those among the others run side by side, and
 * their order with each other is lost.
 */
export function keyQuota({ perSecond: quota, ...windows }: KeyQuotaOptions): KeyQuota {
  const rates = keyRates(windows);
  const beyond = new Set<string>();
  let perSecond = quota;
  let lookedAt = Number.NEGATIVE_INFINITY;

  /** Keys that no longer come are not asked for, so they are looked for once a second. */
  const release = (now: number): void => {
    if (now - lookedAt < 1_000) return;
    lookedAt = now;
    for (const key of beyond) if (rates.perSecond(key, now) < perSecond / 2) beyond.delete(key);
  };

  return {
    shape(key, now) {
      rates.add(key, now);
      release(now);
      if (!beyond.has(key) && rates.perSecond(key, now) > perSecond) beyond.add(key);
      return beyond.has(key) ? 'beyond' : 'within';
    },
    top: (count, now) => rates.top(count, now),
    change(to) {
      perSecond = to;
    },
    get beyond() {
      return beyond.size;
    },
  };
}
