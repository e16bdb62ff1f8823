import { describe, expect, it } from 'vitest';
import { idOf, keyNumber, kindOf, KIND, message, shareOfFirst } from './tasks.ts';

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

  it.each(['uniform', 'zipf'] as const)('under %s have each key as often as it ought to come', (keys) => {
    const total = 400_000;
    const counts = new Float64Array(10_007);
    for (let id = 0; id < total; id += 1) {
      const key = keyNumber(id, keys);
      counts[key] = (counts[key] ?? 0) + 1;
    }
    const harmonic = counts.reduce((sum, _, at) => sum + 1 / (at + 1), 0);
    const share = (key: number): number => (keys === 'zipf' ? 1 / ((key + 1) * harmonic) : 1 / 10_007);
    expect(shareOfFirst(keys)).toBeCloseTo(share(0), 9);
    // The first hundred each, and the rest in tens of them: few tasks of a rare key may be a few more.
    for (let key = 0; key < 100; key += 1) expect(Math.abs((counts[key] ?? 0) - share(key) * total)).toBeLessThan(5 * Math.sqrt(share(key) * total));
    const tail = counts.subarray(5_000).reduce((sum, count) => sum + count, 0) / total;
    const wanted = counts.subarray(5_000).reduce((sum, _, at) => sum + share(5_000 + at), 0);
    expect(tail / wanted).toBeCloseTo(1, 1);
    expect(keyNumber(7, 'none')).toBe(-1);
  });
});
