/**
 * How a task ended, as a limit sees it. `dropped`: its downstream refused it for want of room or took too long, a sign of overload.
 * `failed`: it failed for a reason of its own, which says nothing of load; a quick failure must not pass for a quick downstream.
 */
export type Outcome = 'ok' | 'failed' | 'dropped';

/** How many tasks may be in flight at a downstream, learnt from how its tasks go. */
export interface Limit {
  /** A whole number of 1 or more. Tasks in flight beyond it are never stopped: fewer are begun. */
  limit(): number;
  /** Tells of one task that ended: how long it took, and how many were in flight when it ended, itself included. Once a task, in the order of their ends. */
  observe(rttMs: number, inFlight: number, outcome: Outcome): void;
}

/** The same limit whatever happens. */
export const fixed = (limit: number): Limit => ({ limit: () => limit, observe: () => undefined });

/** Little's law: so many are in flight on average where so many come a second and each takes so long. A start for a limit that learns. */
export const inFlightOf = (perSecond: number, rttMs: number): number => Math.max(1, Math.ceil((perSecond * rttMs) / 1_000));

export type Bounds = Readonly<{
  /** Where it starts; see `inFlightOf`. */
  initial: number;
  least: number;
  most: number;
}>;

/** What a limit starts from and stays within, where nothing else is said. */
const BOUNDS: Bounds = { initial: 20, least: 1, most: 10_000 };

export function boundsOf(given: Partial<Bounds>): Bounds {
  const bounds = { ...BOUNDS, ...given };
  const { initial, least, most } = bounds;
  if (!(Number.isInteger(least) && Number.isInteger(most) && Number.isInteger(initial) && least >= 1 && least <= initial && initial <= most)) {
    throw new RangeError(`a limit wants whole numbers 1 <= least <= initial <= most, not ${least}, ${initial}, ${most}`);
  }
  return bounds;
}

export const within = (value: number, { least, most }: Bounds): number => Math.min(most, Math.max(least, value));
