import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, perThousand, sum, times } from './money.ts';

const pounds = (amount: number) => ({ amount, currency: 'GBP' });
const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('money', () => {
  it('adds up in any order to the same', () => {
    fc.assert(
      fc.property(fc.array(amounts), (all) => {
        const total = sum(all.map(pounds), 'GBP');
        expect(sum(all.toReversed().map(pounds), 'GBP')).toEqual(total);
        expect(total.amount).toBe(all.reduce((a, b) => a + b, 0));
      }),
    );
  });

  it('of two currencies does not add up', () => {
    expect(() => add(pounds(1), { amount: 1, currency: 'JPY' })).toThrow('JPY');
  });

  it('never leaves the range of exact integers unseen', () => {
    expect(() => times(pounds(Number.MAX_SAFE_INTEGER), 2)).toThrow('exact integers');
    expect(() => add(pounds(Number.MAX_SAFE_INTEGER), pounds(1))).toThrow('exact integers');
  });

  it('by weight is rounded once, half a penny away from zero', () => {
    expect([500, 350, 1, 2, 1_500].map((grams) => perThousand(pounds(299), grams).amount)).toEqual([150, 105, 0, 1, 449]);
    expect(perThousand(pounds(-299), 500).amount).toBe(-150);
  });

  it('by weight is at most half a penny off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (price, grams) => {
        expect(Math.abs(perThousand(pounds(price), grams).amount * 1_000 - price * grams)).toBeLessThanOrEqual(500);
      }),
    );
  });
});
