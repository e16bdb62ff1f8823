import { expect, it } from 'vitest';
import { inTurn } from './throughput.ts';

it('begins with another in each round, and leaves nobody out', () => {
  expect([1, 2, 3, 4].map((round) => inTurn(['a', 'b', 'c'], round).join(''))).toEqual(['abc', 'bca', 'cab', 'abc']);
  expect(inTurn([], 2)).toEqual([]);
});
