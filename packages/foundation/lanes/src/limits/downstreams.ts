import type { Limit, Outcome } from './limit.ts';

/** Who is asked by a task, with room for so many at a time. */
export interface Downstream {
  readonly name: string;
  readonly limit: number;
  readonly inFlight: number;
  /** Takes a place if there is one. */
  enter(): boolean;
  /** Gives the place back and tells how the task went. */
  leave(rttMs: number, outcome: Outcome): void;
}

/** The downstreams of a process by name: partitions and topics that ask the same one share its limit. `limitOf` makes the limit of a name that is new. */
export function downstreams(limitOf: (name: string) => Limit): Readonly<{ of(name: string): Downstream; all(): Iterable<Downstream> }> {
  const known = new Map<string, Downstream>();
  return {
    of(name) {
      let one = known.get(name);
      if (one === undefined) known.set(name, (one = downstream(name, limitOf(name))));
      return one;
    },
    all: () => known.values(),
  };
}

function downstream(name: string, limit: Limit): Downstream {
  let inFlight = 0;
  return {
    name,
    get limit() {
      return limit.limit();
    },
    get inFlight() {
      return inFlight;
    },
    enter() {
      if (inFlight >= limit.limit()) return false;
      inFlight += 1;
      return true;
    },
    leave(rttMs, outcome) {
      if (inFlight === 0) throw new RangeError(`more tasks left ${name} than entered`);
      limit.observe(rttMs, inFlight, outcome);
      inFlight -= 1;
    },
  };
}
