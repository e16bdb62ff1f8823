import { scenarios } from '@noren/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemRules } from '../application/rules.ts';
import { isGtin } from './gtin.ts';
import { upsert } from './sample-item.ts';

describe('a GTIN', () => {
  it('of 8, 12, 13 or 14 digits is known by its check digit', () => {
    const good = ['96385074', '036000291452', '4006381333931', '00012345600012'];
    expect(good.filter(isGtin)).toEqual(good);
    expect(['96385075', '036000291453', '4006381333932', '00012345600013'].filter(isGtin)).toEqual([]);
  });
  it('is digits of these lengths and nothing else', () => {
    expect(['', '0', '1234567', '123456789', '40063813339 1', '４００６３８１３３３９３１', '4006381333931 ', '-96385074'].filter(isGtin)).toEqual([]);
  });
  it('with one digit mistyped is never taken', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('96385074', '036000291452', '4006381333931', '00012345600012'),
        fc.nat(13),
        fc.integer({ min: 1, max: 9 }),
        (gtin, place, by) => {
          const at = place % gtin.length;
          const mistyped = gtin.slice(0, at) + String((Number(gtin[at]) + by) % 10) + gtin.slice(at + 1);
          return !isGtin(mistyped);
        },
      ),
    ));
  it('that is none is refused', () =>
    scenarios(itemRules)()
      .when(upsert({ gtin: '4006381333932' }))
      .then({ refused: 'gtin', kind: 'invalid', field: 'item.gtin' }));
});
