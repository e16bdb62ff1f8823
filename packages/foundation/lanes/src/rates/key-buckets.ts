import { readyAt, spacingOf, type Rate } from './token-bucket.ts';

/** A token bucket a key. Times are milliseconds of any clock that never goes back. */
export interface KeyBuckets {
  take(key: string, now: number): boolean;
  readyAt(key: string, now: number): number;
  change(rate: Rate): void;
  /** Keys whose buckets are not full, as far as they are kept. */
  readonly size: number;
}

/**
 * Every key has the same rate. Only buckets that are not full take memory, for a full one is like one that nobody knows; at most `mostKeys` (100,000 keys,
 * some 10 MB) are kept. Beyond that the one that was used longest ago is forgotten, that is: filled. So a crowd of keys may let a key pass too early, and never
 * holds one up.
 */
export function keyBuckets(rate: Rate, mostKeys = 100_000): KeyBuckets {
  let spacing = spacingOf(rate);
  /** When the bucket of a key is full again; the key that was used last stands last. */
  const full = new Map<string, number>();

  const forget = (now: number): void => {
    for (const [key, at] of full) {
      if (at > now && full.size <= mostKeys) return;
      full.delete(key);
    }
  };

  return {
    take(key, now) {
      const known = full.get(key) ?? Number.NEGATIVE_INFINITY;
      if (readyAt(known, spacing, now) > now) return false;
      full.delete(key);
      full.set(key, Math.max(known, now) + spacing.apart);
      forget(now);
      return true;
    },
    readyAt: (key, now) => readyAt(full.get(key) ?? Number.NEGATIVE_INFINITY, spacing, now),
    change(to) {
      spacing = spacingOf(to);
    },
    get size() {
      return full.size;
    },
  };
}
