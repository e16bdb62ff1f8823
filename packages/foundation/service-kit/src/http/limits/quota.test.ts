import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { take } from './quota.ts';

const quotas = fc.record({ requests: fc.integer({ min: 1, max: 5_000 }), seconds: fc.integer({ min: 1, max: 3_600 }) });
/** Pauses between requests: many at once, and now and then a while. */
const pauses = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.double({ min: 0, max: 60_000, noNaN: true })), { minLength: 1, maxLength: 400 });

describe('a quota', () => {
  it('passes all of it at once, whatever it is, and not one more', () => {
    fc.assert(
      fc.property(quotas, fc.double({ min: 0, max: 1e9, noNaN: true }), (quota, now) => {
        let full: number | undefined;
        for (let at = 1; at <= quota.requests; at += 1) {
          const taken = take(quota, full, now);
          expect([taken.passes, taken.remaining]).toEqual([true, quota.requests - at]);
          full = taken.full;
        }
        expect(take(quota, full, now).passes).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('passes as much of what counts for several as there is, and what counts for more than all of it when all is there', () => {
    fc.assert(
      fc.property(quotas, fc.integer({ min: 1, max: 6_000 }), (quota, cost) => {
        let [full, passed]: [number | undefined, number] = [undefined, 0];
        for (let taken = take(quota, full, 0, cost); taken.passes; taken = take(quota, full, 0, cost)) [full, passed] = [taken.full, passed + 1];
        expect(passed).toBe(Math.max(1, Math.floor(quota.requests / cost)));
        expect(take(quota, full, take(quota, full, 0, cost).waitMs, cost).passes).toBe(true);
      }),
    );
  });

  it('never passes more in any time than all of it and what came back meanwhile', () => {
    fc.assert(
      fc.property(quotas, pauses, (quota, waits) => {
        const apart = (quota.seconds * 1_000) / quota.requests;
        const passed: number[] = [];
        let [now, full]: [number, number | undefined] = [0, undefined];
        for (const wait of waits) {
          now += wait;
          const taken = take(quota, full, now);
          full = taken.full;
          if (taken.passes) passed.push(now);
        }
        for (const [at, from] of passed.entries())
          for (const [more, until] of passed.slice(at).entries()) expect(more + 1).toBeLessThanOrEqual(quota.requests + (until - from) / apart + 2e-2);
      }),
    );
  });

  it('passes again after the time that it says, and not before', () => {
    fc.assert(
      fc.property(quotas, pauses, (quota, waits) => {
        let [now, full]: [number, number | undefined] = [0, undefined];
        for (const wait of [...waits, ...Array.from({ length: quota.requests + 1 }, () => 0)]) {
          now += wait;
          const taken = take(quota, full, now);
          full = taken.full;
          if (taken.passes) continue;
          expect(take(quota, full, now + taken.waitMs).passes).toBe(true);
          const early = now + taken.waitMs - (0.02 * quota.seconds * 1_000) / quota.requests;
          if (early > now) expect(take(quota, full, early).passes).toBe(false);
        }
      }),
      { numRuns: 30 },
    );
  });
});
