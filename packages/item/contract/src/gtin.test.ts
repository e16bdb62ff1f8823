import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gtin14, isGtin } from './gtin.ts';

const GOOD = ['96385074', '036000291452', '4006381333931', '00012345600012'];

describe('a GTIN', () => {
  it('of 8, 12, 13 or 14 digits is known by its check digit', () => {
    expect(GOOD.filter(isGtin)).toEqual(GOOD);
    expect(['96385075', '036000291453', '4006381333932', '00012345600013'].filter(isGtin)).toEqual([]);
  });
  it('is digits of these lengths and nothing else', () => {
    expect(['', '0', '1234567', '123456789', '40063813339 1', '４００６３８１３３３９３１', '4006381333931 ', '-96385074'].filter(isGtin)).toEqual([]);
  });
  it('with one digit mistyped is never taken', () =>
    fc.assert(
      fc.property(fc.constantFrom(...GOOD), fc.nat(13), fc.integer({ min: 1, max: 9 }), (gtin, place, by) => {
        const at = place % gtin.length;
        const mistyped = gtin.slice(0, at) + String((Number(gtin[at]) + by) % 10) + gtin.slice(at + 1);
        return !isGtin(mistyped);
      }),
    ));
  it('is one in any of its lengths', () => {
    expect(new Set(['036000291452', '0036000291452', '00036000291452'].map(gtin14))).toEqual(new Set(['00036000291452']));
  });
});
