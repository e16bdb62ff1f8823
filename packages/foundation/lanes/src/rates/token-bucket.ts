/** So many a second, and at once as many as have been saved up: `burst`, where it is left out a second's worth. 0 a second: none at all. */
export type Rate = Readonly<{ perSecond: number; burst?: number }>;

/** Lets so many a second pass. Times are milliseconds of any clock that never goes back. */
export interface TokenBucket {
  /** Takes a token, if there is one at this instant. */
  take(now: number): boolean;
  /** When the next token is there: this instant or a later one; infinity at 0 a second. */
  readyAt(now: number): number;
  /** Another rate from now on. What was taken under the old one stays taken. */
  change(rate: Rate): void;
}

/** What a rate means for arrivals: how far apart they are, and how much of that may be saved up. Milliseconds. */
type Spacing = Readonly<{ apart: number; saved: number }>;

export function spacingOf({ perSecond, burst = Math.max(1, perSecond) }: Rate): Spacing {
  if (!(perSecond >= 0 && Number.isFinite(perSecond) && burst >= 1)) {
    throw new RangeError(`a rate wants 0 or more a second and a burst of 1 or more, not ${perSecond} and ${burst}`);
  }
  const apart = perSecond === 0 ? Number.POSITIVE_INFINITY : 1_000 / perSecond;
  return { apart, saved: perSecond === 0 ? 0 : apart * (burst - 1) };
}

/**
 * When a token is there, for a bucket whose tokens are all back at `full`. (The generic cell rate algorithm of ATM: a bucket is one number, the instant at
 * which it will be full again.)
 */
export const readyAt = (full: number, { apart, saved }: Spacing, now: number): number =>
  apart === Number.POSITIVE_INFINITY ? apart : Math.max(now, full - saved);

export function tokenBucket(rate: Rate): TokenBucket {
  let spacing = spacingOf(rate);
  let full = Number.NEGATIVE_INFINITY;
  return {
    take(now) {
      if (readyAt(full, spacing, now) > now) return false;
      full = Math.max(full, now) + spacing.apart;
      return true;
    },
    readyAt: (now) => readyAt(full, spacing, now),
    change(to) {
      spacing = spacingOf(to);
    },
  };
}
