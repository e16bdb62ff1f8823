/** So many requests in so many seconds: as fast as one likes while there are any, and then as fast as they come back, evenly over the time. */
export type Quota = Readonly<{ requests: number; seconds: number }>;

/** What a quota says to one request more. */
type Taken = Readonly<{
  passes: boolean;
  /** The instant at which all of the quota is back (ms): all that has to be kept of a caller. */
  full: number;
  remaining: number;
  /** Until this one passes, where this one does not; else until all of the quota is back. Milliseconds. */
  waitMs: number;
}>;

/** Rounding may not cost a request: instants are sums of many fractions of a millisecond. */
const ROUNDING = 1e-2;

/**
 * Takes a request from a quota, or one that counts for several, by the generic cell rate algorithm. What counts for more than all of the quota counts for all of it.
 * `now`: milliseconds of a clock that never goes back.
 */
export function take({ requests, seconds }: Quota, full: number | undefined, now: number, cost = 1): Taken {
  const taken = Math.min(cost, requests);
  const [window, apart] = [seconds * 1_000, (seconds * 1_000) / requests];
  const from = Math.max(full ?? now, now);
  const left = Math.floor((window - (from - now)) / apart + ROUNDING);
  if (left < taken) return { passes: false, full: from, remaining: Math.max(0, left), waitMs: from + taken * apart - window - now };
  return { passes: true, full: from + taken * apart, remaining: left - taken, waitMs: from + taken * apart - now };
}
