import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededDice } from '../limits/downstream.fixture.ts';
import { heavyHitters, keyQuota, keyRates } from './index.ts';

/** Keys as they come: few often, many seldom. */
const stream = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.nat(5) }, { weight: 2, arbitrary: fc.nat(300) }).map((key) => `k${key}`),
  { maxLength: 2_000 },
);

function counts(keys: readonly string[]): ReadonlyMap<string, number> {
  const exact = new Map<string, number>();
  for (const key of keys) exact.set(key, (exact.get(key) ?? 0) + 1);
  return exact;
}

/** A key of 1 to n, the first ones most often (Zipf 1.0). */
function zipf(n: number, dice: () => number): () => number {
  const upTo = Array.from({ length: n }, () => 0);
  let sum = 0;
  for (let at = 0; at < n; at += 1) upTo[at] = sum += 1 / (at + 1);
  return () => {
    const wanted = dice() * sum;
    return upTo.findIndex((mass) => mass >= wanted) + 1;
  };
}

describe('heavy hitters', () => {
  it('have every key that came more often than all that came over the slots, and count none too often', () => {
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 40 }), (keys, slots) => {
        const hitters = heavyHitters(slots);
        for (const key of keys) hitters.add(key);
        const exact = counts(keys);
        const top = hitters.top(slots);
        expect(top.length).toBe(Math.min(slots, exact.size));
        expect(hitters.total).toBe(keys.length);
        for (const { key, count, error } of top) {
          const came = exact.get(key) ?? 0;
          expect(count).toBeGreaterThanOrEqual(came);
          expect(count - error).toBeLessThanOrEqual(came);
          expect(hitters.atLeast(key)).toBe(count - error);
        }
        const tracked = new Set(top.map(({ key }) => key));
        for (const [key, came] of exact) if (came > keys.length / slots) expect(tracked.has(key)).toBe(true);
      }),
    );
  });

  it('count exactly while there are as many slots as keys', () => {
    fc.assert(
      fc.property(stream, (keys) => {
        const hitters = heavyHitters(301);
        for (const key of keys) hitters.add(key);
        expect(new Map(hitters.top(301).map(({ key, count }) => [key, count]))).toEqual(counts(keys));
      }),
    );
  });

  it('name the ten most frequent of 10,000 keys under Zipf in their order, with 1,000 slots', () => {
    const dice = seededDice(3);
    const next = zipf(10_000, dice);
    const hitters = heavyHitters(1_000);
    const keys = Array.from({ length: 100_000 }, () => `k${next()}`);
    for (const key of keys) hitters.add(key);
    const exact = [...counts(keys)].toSorted((a, b) => b[1] - a[1]).slice(0, 10);
    expect(hitters.top(10).map(({ key, count }) => [key, count])).toEqual(exact);
  });
});

describe('rates of keys', () => {
  it('are taken over the window under way and what it has not replaced of the last', () => {
    const rates = keyRates({ windowMs: 1_000 });
    for (let at = 0; at < 1_000; at += 10) rates.add('steady', at);
    for (let at = 0; at < 500; at += 5) rates.add('gone', at);
    for (let at = 1_000; at < 1_500; at += 10) rates.add('steady', at);
    expect(rates.perSecond('steady', 1_500)).toBeCloseTo(100, 6);
    expect(rates.perSecond('gone', 1_500)).toBeCloseTo(50, 6);
    expect(rates.top(2, 1_500).map(({ key }) => key)).toEqual(['steady', 'gone']);
    expect(rates.perSecond('gone', 2_000)).toBe(0);
    expect(rates.perSecond('steady', 5_000)).toBe(0);
  });
});

describe('a quota a key', () => {
  /** Ten seconds at a time: a hot key 500 times a second among 5,000 others that come 4 times a second together each. */
  it('sends a hot key to its own lane, no other, and lets it back when it has calmed down', () => {
    const quota = keyQuota({ perSecond: 50, windowMs: 1_000, slots: 200 });
    const dice = seededDice(11);
    let [others, hotAside] = [0, 0];
    for (let ms = 0; ms < 20_000; ms += 1) {
      for (let task = 0; task < 20; task += 1) if (quota.shape(`other ${Math.floor(dice() * 5_000)}`, ms) === 'beyond') others += 1;
      if (ms < 10_000 && ms % 2 === 0 && quota.shape('hot', ms) === 'beyond') hotAside += 1;
    }
    expect(others).toBe(0);
    // 500 a second make up a 41st part, the quota a 200th: after some 50 to 100 of its records it is known.
    expect(hotAside).toBeGreaterThan(4_800);
    expect(quota.beyond).toBe(0);
    expect(quota.shape('hot', 20_000)).toBe('within');
  });

  it('leaves a key that comes evenly within its quota alone, whatever the others do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 1_000 }), (perSecond, slots, seed) => {
        const quota = keyQuota({ perSecond, windowMs: 1_000, slots });
        const dice = seededDice(seed);
        const apart = Math.ceil(1_000 / perSecond) + 1;
        for (let ms = 0; ms < 4_000; ms += 1) {
          for (let task = 0; task < 3; task += 1) quota.shape(`other ${Math.floor(dice() * 30)}`, ms);
          if (ms % apart === 0) expect(quota.shape('even', ms)).toBe('within');
        }
      }),
      { numRuns: 20 },
    );
  });

  it('goes by another quota from the moment it is changed', () => {
    const quota = keyQuota({ perSecond: 1_000, windowMs: 1_000 });
    for (let at = 0; at < 100; at += 1) expect(quota.shape('a', at)).toBe('within');
    quota.change(50);
    expect(quota.shape('a', 100)).toBe('beyond');
  });
});
