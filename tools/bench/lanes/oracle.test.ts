import { describe, expect, it } from 'vitest';
import type { Executions } from './journal.ts';
import { judge } from './oracle.ts';
import { cpuOf, rateOf, spreadOf } from './statistics.ts';
import { tables } from './runs.ts';
import { idOf, keyNumber, kindOf, KIND, message } from './tasks.ts';

type Execution = readonly [id: number, begun: number, ended: number, failed?: 'failed'];

const executions = (...all: readonly Execution[]): Executions => ({
  count: all.length,
  ids: Int32Array.from(all, ([id]) => id),
  failed: Uint8Array.from(all, ([, , , failed]) => (failed === undefined ? 0 : 1)),
  begun: Float64Array.from(all, ([, begun]) => begun),
  ended: Float64Array.from(all, ([, , ended]) => ended),
});
/** Even ids have one key, odd ids another. */
const judged = (total: number, ...all: readonly Execution[]) => judge(executions(...all), total, (id) => id % 2);
const FINE = { lost: 0, again: 0, overlaps: 0, outOfOrder: 0 };

describe('the oracle of the bench', () => {
  it('finds nothing where every task is done once, keys in order, side by side with other keys', () => {
    expect(judged(4, [0, 1, 5], [1, 2, 4], [2, 5, 8], [3, 6, 7])).toEqual(FINE);
  });

  it('counts tasks that were never done, those that only failed too', () => {
    expect(judged(4, [0, 1, 2], [1, 1, 2, 'failed']).lost).toBe(3);
  });

  it('counts what is done again, not the second try of what failed', () => {
    expect(judged(1, [0, 1, 2, 'failed'], [0, 3, 4])).toEqual(FINE);
    expect(judged(1, [0, 1, 2], [0, 3, 4]).again).toBe(1);
  });

  it('counts tasks of a key that overlap or overtake', () => {
    expect(judged(3, [0, 1, 5], [1, 1, 2], [2, 4, 6])).toEqual({ ...FINE, overlaps: 1, outOfOrder: 1 });
    expect(judged(3, [2, 1, 2], [0, 3, 4], [1, 3, 4])).toEqual({ ...FINE, outOfOrder: 1 });
    expect(judge(executions([0, 1, 5], [2, 4, 6], [1, 1, 2]), 3, () => -1)).toEqual(FINE);
  });
});

describe('the figures of the bench', () => {
  it('take the rate of the middle four fifths after the warm-up', () => {
    const cold = Array.from({ length: 10 }, (_, id): Execution => [id, 0, id * 1_000_000]);
    const warm = Array.from({ length: 100 }, (_, at): Execution => [10 + at, 0, 10_000_000 + at * 1_000]);
    expect(rateOf(executions(...cold, ...warm), 110, 10)).toBeCloseTo(1_000, 6);
  });

  it('take CPU between the marks', () => {
    expect(cpuOf({ from: { at: 0, cpu: 1_000 }, to: { at: 9, cpu: 9_000 } }, 110, 10)).toBe(100);
    expect(cpuOf({ from: null, to: null }, 110, 10)).toBeNaN();
  });

  it('have a median and quartiles, and leave out what could not be had', () => {
    expect(spreadOf([4, 1, Number.NaN, 3, 2, 5])).toMatchObject({ median: 3, low: 2, high: 4 });
  });

  it('stand in a table with the ratio of ours to each, and failures below', () => {
    const about = { bench: 'B1', variant: '5x4', round: 1 };
    const lines = tables(
      [
        { ...about, system: 'lanes fixed', figures: { perSecond: 300 } },
        { ...about, system: 'other', figures: { perSecond: 100 } },
        { ...about, system: 'broken', figures: {}, error: 'not done' },
      ],
      [{ figure: 'perSecond', head: 'tasks/s' }],
    );
    expect(lines).toContain('| lanes fixed | 300 | 1.00 |');
    expect(lines).toContain('| other | 100 | 3.00 |');
    expect(lines).toContain('| broken | – | – |');
    expect(lines).toContain('- broken, round 1: not done');
  });
});

describe('the tasks of the bench', () => {
  it('say their id and kind, and a key is always on one partition', () => {
    const partitions = new Map<string, number>();
    for (let id = 0; id < 20_000; id += 1) {
      const { key, value, partition } = message(id, 'uniform', KIND.failsLong);
      expect([idOf(value), kindOf(value), value.length]).toEqual([id, KIND.failsLong, 100]);
      if (key === null) throw new Error('a key is missing');
      expect(partitions.get(key) ?? partition).toBe(partition);
      partitions.set(key, partition);
    }
    expect(new Set(partitions.values()).size).toBe(3);
  });

  it('under Zipf have the first key about twice as often as the second', () => {
    const counts = [0, 0];
    for (let id = 0; id < 100_000; id += 1) {
      const key = keyNumber(id, 'zipf');
      if (key < 2) counts[key] = (counts[key] ?? 0) + 1;
    }
    expect((counts[0] ?? 0) / (counts[1] ?? 1)).toBeCloseTo(2, 0);
  });
});
