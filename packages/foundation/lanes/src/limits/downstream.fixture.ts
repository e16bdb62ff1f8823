import type { Limit, Outcome } from './limit.ts';

/** A downstream with so many servers, each busy with a task for so long; what finds none free waits in line, and is dropped where the line is too long. */
type Simulated = Readonly<{ servers(now: number): number; serviceMs: number; mostWaitingMs?: number; dice(): number }>;

type Task = Readonly<{ begun: number; end: number; outcome: Outcome }>;
const endOf = ({ end }: Task): number => end;

export type Second = Readonly<{ done: number; dropped: number; limit: number; meanMs: number }>;

/** A consumer with more than enough to do keeps `limit` tasks in flight for so long; tells each second of simulated time. */
export function consume(limit: Limit, { servers, serviceMs, mostWaitingMs = Number.POSITIVE_INFINITY, dice }: Simulated, seconds: number): readonly Second[] {
  const inFlight: Task[] = [];
  const measured: Second[] = [];
  /** When each server has ended what it was given, in order. */
  const free: number[] = [];
  let [done, dropped, sumMs] = [0, 0, 0];
  let now = 0;

  const begin = (): void => {
    const count = servers(now);
    while (free.length < count) insert(free, now, (at) => at);
    free.length = count;
    const start = Math.max(now, free[0] ?? now);
    if (start - now > mostWaitingMs) {
      insert(inFlight, { begun: now, end: now + 1, outcome: 'dropped' }, endOf);
      return;
    }
    const end = start + serviceMs * (0.8 + 0.4 * dice());
    free.shift();
    insert(free, end, (at) => at);
    insert(inFlight, { begun: now, end, outcome: 'ok' }, endOf);
  };

  while (measured.length < seconds) {
    while (inFlight.length < limit.limit()) begin();
    const next = inFlight.shift();
    if (next === undefined) break;
    now = next.end;
    if (next.outcome === 'ok') done += 1;
    else dropped += 1;
    sumMs += now - next.begun;
    limit.observe(now - next.begun, inFlight.length + 1, next.outcome);
    if (now >= (measured.length + 1) * 1_000) {
      measured.push({ done, dropped, limit: limit.limit(), meanMs: sumMs / Math.max(1, done + dropped) });
      [done, dropped, sumMs] = [0, 0, 0];
    }
  }
  return measured;
}

function insert<Item>(inOrder: Item[], item: Item, placeOf: (item: Item) => number): void {
  const place = placeOf(item);
  let from = 0;
  let to = inOrder.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const there = inOrder[middle];
    if (there !== undefined && placeOf(there) <= place) from = middle + 1;
    else to = middle;
  }
  inOrder.splice(from, 0, item);
}

/** The same dice each run (mulberry32). */
export function seededDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
