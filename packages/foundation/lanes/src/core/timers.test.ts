import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timers } from './timers.ts';

describe('timers', () => {
  it('ring all that is due, in order, those of one instant as they were added', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.nat(50), (times, now) => {
        const timers = new Timers();
        const rung: (readonly [number, number])[] = [];
        for (const [index, at] of times.entries()) timers.add(at, () => rung.push([at, index]));
        timers.ring(now);
        const all = times.map((at, index) => [at, index] as const).toSorted(([a, i], [b, j]) => a - b || i - j);
        expect(rung).toEqual(all.filter(([at]) => at <= now));
        expect(timers.next).toBe(all.find(([at]) => at > now)?.[0] ?? Number.POSITIVE_INFINITY);
      }),
    );
  });
});
