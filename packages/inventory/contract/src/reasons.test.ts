import { expect, it } from 'vitest';
import { fitsReason, reasonNames, stockReasons } from './reasons.ts';

it('stock goes the way that its reason says, and none at all for any', () => {
  const ways = Object.fromEntries(reasonNames.map((reason) => [reason, [5, 0, -5].map((delta) => fitsReason(reason, delta))]));
  expect(ways).toEqual({
    received: [true, true, false],
    return: [true, true, false],
    damaged: [false, true, true],
    sold_elsewhere: [false, true, true],
    counted: [true, true, true],
  });
  expect([...reasonNames].toSorted()).toEqual(Object.keys(stockReasons).toSorted());
});
