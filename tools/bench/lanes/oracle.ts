import type { Executions } from './journal.ts';

/** What a run owes its tasks, counted. */
export type Verdict = Readonly<{
  /** Tasks never done. */
  lost: number;
  /** Executions of a task that was done before. */
  again: number;
  /** Executions that began while another one of the same key was under way. */
  overlaps: number;
  /** Tasks that began before an earlier one of their key was done for the first time. */
  outOfOrder: number;
}>;

/** `keyOf`: the number of a task's key; below 0 it has none, and no order. Ids of a key grow in the order in which it was produced. */
export function judge({ count, ids, failed, begun, ended }: Executions, total: number, keyOf: (id: number) => number): Verdict {
  const doneAt = new Float64Array(total).fill(Number.POSITIVE_INFINITY);
  const beganAt = new Float64Array(total).fill(Number.POSITIVE_INFINITY);
  let again = 0;
  for (const at of inOrderOf(ended, count)) {
    const id = ids[at] ?? 0;
    beganAt[id] = Math.min(beganAt[id] ?? 0, begun[at] ?? 0);
    if (failed[at] === 1) continue;
    if (doneAt[id] === Number.POSITIVE_INFINITY) doneAt[id] = ended[at] ?? 0;
    else again += 1;
  }
  const busyUntil = new Map<number, number>();
  let overlaps = 0;
  for (const at of inOrderOf(begun, count)) {
    const key = keyOf(ids[at] ?? 0);
    if (key < 0) continue;
    const until = busyUntil.get(key) ?? 0;
    if ((begun[at] ?? 0) < until) overlaps += 1;
    busyUntil.set(key, Math.max(until, ended[at] ?? 0));
  }
  const lastDone = new Map<number, number>();
  let [lost, outOfOrder] = [0, 0];
  for (let id = 0; id < total; id += 1) {
    const done = doneAt[id] ?? 0;
    if (done === Number.POSITIVE_INFINITY) lost += 1;
    const key = keyOf(id);
    if (key < 0) continue;
    const before = lastDone.get(key) ?? 0;
    if ((beganAt[id] ?? 0) < before) outOfOrder += 1;
    lastDone.set(key, Math.max(before, done));
  }
  return { lost, again, overlaps, outOfOrder };
}

function inOrderOf(times: Float64Array, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, at) => at).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
}
