import { boundsOf, within, type Bounds, type Limit } from './limit.ts';
import { movingAverage } from './moving-average.ts';
import { probe } from './probe.ts';
import { ownCore, type Busy } from './own-core.ts';
import { byRoundTrip, type RoundTrip } from './round-trips.ts';

export type Gradient2Options = Partial<Bounds> &
  Readonly<{
    /** How much longer than usual a task may take before the limit goes down: 1.5 is half as long again. */
    tolerance?: number;
    /** How much of each new estimate is taken over, 0 to 1. */
    smoothing?: number;
    /** Round trips over which "usual" is averaged. */
    longWindow?: number;
    /** How many may wait at the downstream: the room to grow in. */
    queue?: (limit: number) => number;
    /** What is left of the limit after a round trip with drops. */
    backoff?: number;
    /** After at most so many round trips the usual time is measured anew without load. */
    probeEvery?: number;
    /** A number from 0 to 1, not 1 itself. Spreads the probes of many members. */
    dice?: () => number;
    /** How much of its time this process had to do since it was last asked. Usually that of its event loop. */
    busy?: Busy;
  }>;

/**
 * Goes up while tasks take about as long as they usually do, and down by the gradient "usual time / time now" when they take longer.
 * After Netflix's concurrency-limits (limit/Gradient2Limit.java), with three departures: its room to grow in is 4 however large the limit, ours the root of
 * the limit, so that thousands are reached in seconds; drops, which it does not look at, cut the limit as AIMD does; and the usual time is probed, for a
 * consumer with a backlog would raise it for ever by its own queue.
 */
export function gradient2(options: Gradient2Options = {}): Limit {
  const { tolerance = 1.5, smoothing = 0.2, longWindow = 600, queue = (limit) => Math.max(4, Math.sqrt(limit)) } = options;
  const { backoff = 0.9, probeEvery = 100, dice = Math.random, busy = ownCore() } = options;
  const bounds = boundsOf(options);
  const usual = movingAverage(longWindow);
  const probing = probe(probeEvery, dice);
  let estimate = bounds.initial;

  const adjust = ({ rttMs, inFlight, dropped }: RoundTrip): void => {
    if (dropped) {
      estimate = within(estimate * backoff, bounds);
      return;
    }
    const seen = probing.trip(rttMs);
    if (seen === 'draining') return;
    if (seen !== 'ordinary') {
      usual.reset(rttMs);
      if (seen === 'excess') estimate = within(estimate / 2, bounds);
      return;
    }
    const usualMs = usual.add(rttMs);
    // After a long overload the usual time is far too long; it comes down faster than its average would.
    if (usualMs > 2 * rttMs) usual.reset(usualMs * 0.95);
    // Few are in flight for want of tasks, so that this says nothing of how many could be.
    if (inFlight < estimate / 2) return;
    const gradient = rttMs === 0 ? 1 : Math.max(0.5, Math.min(1, (tolerance * usualMs) / rttMs));
    const next = estimate * gradient + queue(estimate);
    estimate = within(estimate * (1 - smoothing) + next * smoothing, bounds);
  };

  return byRoundTrip({ limit: () => Math.max(bounds.least, probing.inForce(estimate)), adjust }, busy);
}
