/**
 * Measures how long tasks take where none wait at the downstream. A consumer with a backlog always keeps its limit full, so the time that it sees holds the queue
 * that it made itself, and what is learnt from it drifts upwards for ever. So from time to time the limit is halved until what waits has drained (as BBR
 * does to learn its round-trip time). It costs about a hundredth of the throughput.
 */
interface Probe {
  /** The limit in force: half of it during a probe. */
  inForce(limit: number): number;
  /** To be told of each round trip. `measured`: this was the time without load. `excess`: half of the limit did as much as all of it, so half is enough. */
  trip(rttMs: number): 'ordinary' | 'draining' | 'measured' | 'excess';
}

/** The first trips under half of the limit end tasks that were begun under all of it. */
const DRAINING_TRIPS = 2;
/** The first probe comes soon: nobody knows how good the start is. */
const FIRST_AFTER = 10;
/** With half of them in flight a task takes half as long where the other half only waited. */
const HALF_AS_LONG = 0.53;

export function probe(everyTrips: number, dice: () => number): Probe {
  let left = FIRST_AFTER;
  let draining = -1;
  let ordinaryMs = 0;
  return {
    inForce: (limit) => Math.max(1, Math.floor(draining >= 0 ? limit / 2 : limit)),
    trip(rttMs) {
      if (draining > 0) {
        draining -= 1;
        return 'draining';
      }
      if (draining === 0) {
        draining = -1;
        const excess = rttMs < ordinaryMs * HALF_AS_LONG;
        left = excess ? 1 : Math.ceil(everyTrips * (0.5 + dice() / 2));
        return excess ? 'excess' : 'measured';
      }
      ordinaryMs = rttMs;
      left -= 1;
      if (left <= 0) draining = DRAINING_TRIPS;
      return 'ordinary';
    },
  };
}
