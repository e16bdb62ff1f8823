import { describe, expect, it } from 'vitest';
import { executions, type Execution } from './executions.fixture.ts';
import { judge } from './oracle.ts';

/** Even ids have one key, odd ids another. */
const judged = (total: number, ...all: readonly Execution[]) => judge(executions(...all), total, (id) => id % 2);
const FINE = { lost: 0, again: 0, overlaps: 0, outOfOrder: 0 };

describe('the oracle of the bench', () => {
  it('finds nothing where every task is done once, keys in order, side by side with other keys', () => {
    expect(judged(4, [0, 1, 5], [1, 2, 4], [2, 5, 8], [3, 6, 7])).toEqual(FINE);
  });

  it('counts tasks that were never done, those that only failed too', () => {
    expect(judged(4, [0, 1, 2], [1, 1, 2, 'failed']).lost).toBe(3);
  });

  it('counts what is done again, not the second try of what failed', () => {
    expect(judged(1, [0, 1, 2, 'failed'], [0, 3, 4])).toEqual(FINE);
    expect(judged(1, [0, 1, 2], [0, 3, 4]).again).toBe(1);
  });

  it('counts tasks of a key that overlap or overtake', () => {
    expect(judged(3, [0, 1, 5], [1, 1, 2], [2, 4, 6])).toEqual({ ...FINE, overlaps: 1, outOfOrder: 1 });
    expect(judged(3, [2, 1, 2], [0, 3, 4], [1, 3, 4])).toEqual({ ...FINE, outOfOrder: 1 });
    expect(judge(executions([0, 1, 5], [2, 4, 6], [1, 1, 2]), 3, () => -1)).toEqual(FINE);
  });
});
