import { boundsOf, within, type Bounds, type Limit } from './limit.ts';
import { ownCore, type Busy } from './own-core.ts';
import { byRoundTrip } from './round-trips.ts';

export type AimdOptions = Partial<Bounds> &
  Readonly<{
    /** What is left of the limit after a round trip with drops. */
    backoff?: number;
    /** A round trip that took longer than this on average counts as one with drops. Milliseconds. */
    timeoutMs?: number;
    /** How much of its time this process had to do since it was last asked. Usually that of its event loop. */
    busy?: Busy;
  }>;

/**
 * One more each round trip that goes well, a tenth less after one with drops: for a downstream that says when it has too much (429, 503, time-outs) and whose
 * time to answer tells nothing. After TCP and Netflix' concurrency-limits (limit/AIMDLimit.java).
 */
export function aimd(options: AimdOptions = {}): Limit {
  const { backoff = 0.9, timeoutMs = 5_000, busy = ownCore() } = options;
  const bounds = boundsOf(options);
  let limit = bounds.initial;
  return byRoundTrip(
    {
      limit: () => limit,
      adjust({ rttMs, inFlight, dropped }) {
        if (dropped || rttMs > timeoutMs) limit = Math.floor(within(limit * backoff, bounds));
        else if (inFlight * 2 >= limit) limit = within(limit + 1, bounds);
      },
    },
    busy,
  );
}
