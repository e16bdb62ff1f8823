import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyBuckets, tokenBucket, type Rate } from './index.ts';

const rate = fc.record({ perSecond: fc.double({ min: 0.1, max: 5_000, noNaN: true }), burst: fc.integer({ min: 1, max: 500 }) });
const pauses = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 400 });

/** A millionth of a token: what adding times in floating point may cost. */
const CRUMB = 1e-6;

describe('a token bucket', () => {
  it('lets no more pass in any time than the burst and its rate', () => {
    fc.assert(
      fc.property(rate, pauses, ({ perSecond, burst }, gaps) => {
        const bucket = tokenBucket({ perSecond, burst });
        const taken: number[] = [];
        let now = 0;
        for (const gap of gaps) if (bucket.take((now += gap))) taken.push(now);
        for (const [from, first] of taken.entries())
          for (const [more, last] of taken.slice(from).entries()) expect(more + 1).toBeLessThanOrEqual(burst + ((last - first) * perSecond) / 1_000 + CRUMB);
      }),
      { numRuns: 60 },
    );
  });

  it('gives a token exactly when it said that it would be ready, and none before', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 300 }), (given, tasks) => {
        const bucket = tokenBucket(given);
        let now = 0;
        for (let task = 0; task < tasks; task += 1) {
          const ready = bucket.readyAt(now);
          if (ready > now) expect(bucket.take(now + (ready - now) / 2)).toBe(false);
          expect(bucket.take(ready)).toBe(true);
          now = ready;
        }
        // Nobody waited for longer than he had to.
        expect(now).toBeLessThanOrEqual((Math.max(0, tasks - given.burst) * 1_000) / given.perSecond + CRUMB * tasks);
      }),
    );
  });

  it('lets nothing pass at 0 a second, and what comes after a change at the new rate', () => {
    const bucket = tokenBucket({ perSecond: 0 });
    expect([bucket.take(0), bucket.readyAt(0)]).toEqual([false, Number.POSITIVE_INFINITY]);
    bucket.change({ perSecond: 10, burst: 1 });
    expect([bucket.take(5), bucket.take(5), bucket.readyAt(5), bucket.take(105)]).toEqual([true, false, 105, true]);
    bucket.change({ perSecond: 0 });
    expect(bucket.take(1e9)).toBe(false);
  });

  it.each<Rate>([{ perSecond: -1 }, { perSecond: Number.NaN }, { perSecond: Number.POSITIVE_INFINITY }, { perSecond: 1, burst: 0 }])('refuses %o', (given) => {
    expect(() => tokenBucket(given)).toThrow(RangeError);
  });
});

describe('token buckets by key', () => {
  it('do for each key what a bucket of its own does', () => {
    const visit = fc.record({ gap: fc.double({ min: 0, max: 100, noNaN: true }), key: fc.constantFrom('a', 'b', 'c', 'd') });
    fc.assert(
      fc.property(rate, fc.array(visit, { maxLength: 300 }), (given, visits) => {
        const buckets = keyBuckets(given);
        const own = new Map(['a', 'b', 'c', 'd'].map((key) => [key, tokenBucket(given)]));
        let now = 0;
        for (const { gap, key } of visits) {
          now += gap;
          expect(buckets.readyAt(key, now)).toBe(own.get(key)?.readyAt(now));
          expect(buckets.take(key, now)).toBe(own.get(key)?.take(now));
        }
      }),
    );
  });

  it('keep only keys that wait for tokens, and never more than they may', () => {
    const buckets = keyBuckets({ perSecond: 1, burst: 1 }, 1_000);
    for (let key = 0; key < 100_000; key += 1) buckets.take(`key ${key}`, key / 100);
    expect(buckets.size).toBeLessThanOrEqual(1_000);
    buckets.take('last', 1_000_000);
    expect(buckets.size).toBe(1);
  });

  it('hold no key up that keeps its rate, whatever the others do', () => {
    const buckets = keyBuckets({ perSecond: 10, burst: 1 }, 50);
    for (let round = 0; round < 100; round += 1) {
      expect(buckets.take('quiet', round * 100)).toBe(true);
      for (let key = 0; key < 200; key += 1) buckets.take(`loud ${key}`, round * 100 + 1);
    }
  });
});
