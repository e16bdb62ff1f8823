import type { Executions } from './journal.ts';

/** What several members did, as if one had done it: their clocks are one. */
export function merged(all: readonly Executions[]): Executions {
  const count = all.reduce((sum, one) => sum + one.count, 0);
  const [ids, failed, begun, ended] = [new Int32Array(count), new Uint8Array(count), new Float64Array(count), new Float64Array(count)];
  let at = 0;
  for (const one of all) {
    ids.set(one.ids, at);
    failed.set(one.failed, at);
    begun.set(one.begun, at);
    ended.set(one.ended, at);
    at += one.count;
  }
  return { count, ids, failed, begun, ended };
}

/** The longest time without any task being done, of those that count, between two instants. Microseconds. */
export function longestGap({ ids, ended, failed }: Executions, from: number, to: number, counts: (id: number) => boolean = () => true): number {
  const inside = ended.filter((at, index) => failed[index] !== 1 && at > from && at < to && counts(ids[index] ?? 0)).sort();
  let [last, longest] = [from, 0];
  for (const at of [...inside, to]) {
    longest = Math.max(longest, at - last);
    last = at;
  }
  return longest;
}

/** How tasks went that ended between two instants: how many a second, how many of these took no longer than that, and how long each took. Microseconds. */
export function between({ count, begun, ended, failed }: Executions, from: number, to: number, withinMicroseconds: number) {
  const took: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const end = ended[at] ?? 0;
    if (failed[at] !== 1 && end >= from && end < to) took.push(end - (begun[at] ?? 0));
  }
  const seconds = (to - from) / 1e6;
  return { perSecond: took.length / seconds, good: took.filter((time) => time <= withinMicroseconds).length / seconds, took };
}
