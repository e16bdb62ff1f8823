import { boundsOf, within, type Bounds, type Limit } from './limit.ts';
import { probe } from './probe.ts';
import { ownCore, type Busy } from './own-core.ts';
import { byRoundTrip, type RoundTrip } from './round-trips.ts';

export type VegasOptions = Partial<Bounds> &
  Readonly<{
    /** After at most so many round trips the time without load is measured anew, for the downstream may have become slower for good. */
    probeEvery?: number;
    /** What is left of the limit after a round trip with drops. */
    backoff?: number;
    /** A number from 0 to 1, not 1 itself. Spreads the probes of many members. */
    dice?: () => number;
    /** How much of its time this process had to do since it was last asked. Usually that of its event loop. */
    busy?: Busy;
  }>;

/**
 * Keeps a few tasks waiting at the downstream: `limit × (1 − time without load / time now)` of those in flight wait. Fewer than alpha (3 log10 of the limit):
 * up; more than beta (6 log10): down. After TCP Vegas as in Netflix's concurrency-limits (limit/VegasLimit.java), with two departures: drops cut the limit as
 * AIMD does, for a step of log10 would take minutes, and a probe drains the downstream first, lest it take its own queue for "without load".
 */
export function vegas(options: VegasOptions = {}): Limit {
  const { probeEvery = 100, backoff = 0.9, dice = Math.random, busy = ownCore() } = options;
  const bounds = boundsOf(options);
  const probing = probe(probeEvery, dice);
  let estimate = bounds.initial;
  let withoutLoadMs = Number.POSITIVE_INFINITY;

  const adjust = ({ rttMs, inFlight, dropped }: RoundTrip): void => {
    if (dropped) {
      estimate = within(estimate * backoff, bounds);
      return;
    }
    const seen = probing.trip(rttMs);
    if (seen === 'draining') return;
    if (seen === 'excess') estimate = within(estimate / 2, bounds);
    if (seen !== 'ordinary' || rttMs < withoutLoadMs) {
      withoutLoadMs = rttMs;
      return;
    }
    // Few are in flight for want of tasks, so that this says nothing of how many could be.
    if (inFlight < estimate / 2) return;
    const waiting = rttMs === 0 ? 0 : Math.ceil(estimate * (1 - withoutLoadMs / rttMs));
    estimate = within(estimate + change(estimate, waiting), bounds);
  };

  return byRoundTrip({ limit: () => Math.max(bounds.least, probing.inForce(estimate)), adjust }, busy);
}

/** By how much the limit moves where so many wait: fast up where none do, a step up or down, or not at all where alpha <= waiting <= beta. */
function change(limit: number, waiting: number): number {
  const step = Math.max(1, Math.floor(Math.log10(limit)));
  if (waiting <= step) return 6 * step;
  if (waiting < 3 * step) return step;
  return waiting > 6 * step ? -step : 0;
}
