import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gtin14, isGtin, isRestrictedGtin } from './gtin.ts';

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
  it('is restricted where a shop or a region gives it itself, in any of its lengths', () => {
    const restricted = [
      '0212345678901',
      '212345678901',
      '00212345678901',
      '0412345678901',
      '2012345678900',
      '2912345678901',
      '12912345678901',
      '20123451',
      '01234565',
    ];
    expect(restricted.filter((gtin) => !isRestrictedGtin(gtin))).toEqual([]);
    const ours = [...GOOD, '4912345678904', '3012345678901', '0312345678906', '05012345678900', '14006381333938'];
    expect(ours.filter(isRestrictedGtin)).toEqual([]);
  });
});
