import { percentile } from '../../client/percentile.ts';
import type { Executions, Marks } from './journal.ts';

/** Tasks a second over the middle part (usually four fifths) of those that count, by the ends of their first executions. */
export function rateOf({ count, ids, failed, ended }: Executions, total: number, warmUp: number, part = 0.8): number {
  const done = new Float64Array(total).fill(Number.POSITIVE_INFINITY);
  for (let at = 0; at < count; at += 1) {
    const id = ids[at] ?? 0;
    if (failed[at] !== 1) done[id] = Math.min(done[id] ?? 0, ended[at] ?? 0);
  }
  const counted = done.filter((at) => at !== Number.POSITIVE_INFINITY).sort().subarray(warmUp); // prettier-ignore
  const aside = (1 - part) / 2;
  const from = Math.floor(counted.length * aside);
  const to = Math.floor(counted.length * (1 - aside)) - 1;
  return ((to - from) * 1e6) / ((counted[to] ?? Number.NaN) - (counted[from] ?? Number.NaN));
}

/** Microseconds of CPU a task, between the marks of a run. */
export function cpuOf({ from, to }: Marks, total: number, warmUp: number): number {
  const counted = total - warmUp;
  const tasks = Math.floor((counted * 9) / 10) - Math.floor(counted / 10);
  return from === null || to === null ? Number.NaN : (to.cpu - from.cpu) / tasks;
}

export type Spread = Readonly<{ median: number; low: number; high: number; runs: number }>;

/** Median and quartiles. */
export const spreadOf = (values: readonly number[]): Spread => {
  const known = values.filter((value) => !Number.isNaN(value));
  return { median: middle(known, 0.5), low: middle(known, 0.25), high: middle(known, 0.75), runs: known.length };
};

function middle(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  return below + ((sorted[Math.ceil(at)] ?? below) - below) * (at - Math.floor(at));
}

/** Better by the median, and by more than chance: the middle halves of both do not touch. */
type Comparison = 'better' | 'worse' | 'even';
const FEWEST_TO_COMPARE = 3;

/** How ours does against another; undefined where there are too few runs to tell. */
export function compare(ours: Spread, other: Spread, better: 'more' | 'less'): Comparison | undefined {
  if (Math.min(ours.runs, other.runs) < FEWEST_TO_COMPARE || Number.isNaN(ours.median) || Number.isNaN(other.median)) return undefined;
  if (ours.low <= other.high && other.low <= ours.high) return 'even';
  return ours.median > other.median === (better === 'more') ? 'better' : 'worse';
}

type Latencies = Readonly<{ p50: number; p99: number; p999: number }>;

/** Of microseconds, in milliseconds. */
export function latencies(microseconds: readonly number[]): Latencies {
  const [p50 = Number.NaN, p99 = Number.NaN, p999 = Number.NaN] = [50, 99, 99.9].map((percent) => percentile(microseconds, percent) / 1_000);
  return { p50, p99, p999 };
}
