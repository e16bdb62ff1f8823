import type { Limit, Outcome } from './limit.ts';
import type { Busy } from './own-core.ts';

/** What one round trip showed: the mean time of the tasks that went well (NaN where none did), the most that were in flight, whether tasks were dropped. */
export type RoundTrip = Readonly<{ rttMs: number; inFlight: number; dropped: boolean }>;

/** A limit that is adjusted once a round trip. */
interface Adjusted {
  limit(): number;
  adjust(trip: RoundTrip): void;
}

/** Fewer samples than these tell nothing. */
const FEWEST = 10;
/** One drop among so many is chance, not overload. */
const CHANCE = 0.01;
/** A loop that is busier than this is what tasks wait for. */
const FULL = 0.95;

/**
 * Gathers samples to round trips, as TCP adjusts its window once a round trip: as many tasks have ended as may be in flight. No clock is needed, and one slow
 * task among many moves little. (Netflix's WindowedLimit does the same by time.) A round trip in which this process had no time to spare tells of itself, not of the
 * downstream: unless tasks were dropped, the limit stays as it is. It is enough, for the core is full.
 */
export function byRoundTrip(adjusted: Adjusted, busy: Busy): Limit {
  let went = 0;
  let dropped = 0;
  let sumMs = 0;
  let most = 0;

  return {
    limit: () => adjusted.limit(),
    observe(rttMs: number, inFlight: number, outcome: Outcome) {
      if (outcome === 'failed') return;
      if (outcome === 'dropped') dropped += 1;
      else {
        went += 1;
        sumMs += rttMs;
      }
      if (inFlight > most) most = inFlight;
      const tasks = went + dropped;
      if (tasks < FEWEST || tasks < adjusted.limit()) return;
      const trip = { rttMs: sumMs / went, inFlight: most, dropped: dropped > tasks * CHANCE };
      went = dropped = sumMs = most = 0;
      const full = busy() > FULL;
      if (trip.dropped || !full) adjusted.adjust(trip);
    },
  };
}
