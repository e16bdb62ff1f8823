import { describe, expect, it } from 'vitest';
import { executions, type Execution } from './executions.fixture.ts';
import { between, longestGap, merged } from './journals.ts';
import { judge } from './oracle.ts';

const together = (total: number, ...members: readonly (readonly Execution[])[]) =>
  judge(merged(members.map((all) => executions(...all))), total, (id) => id % 2);

describe('what several members did', () => {
  it('is judged as one: a task that moved between its tries, or was done by the other, is nothing wrong', () => {
    expect(together(4, [[0, 1, 2], [1, 1, 3, 'failed']], [[1, 5, 6], [2, 3, 4], [3, 7, 8]])).toEqual({ lost: 0, again: 0, overlaps: 0, outOfOrder: 0 }); // prettier-ignore
  });

  it('shows what both have done, a key that both have worked on at once, and one that went on before the other member was through', () => {
    expect(together(1, [[0, 1, 2]], [[0, 4, 5]]).again).toBe(1);
    expect(together(3, [[0, 1, 5]], [[2, 3, 9], [1, 1, 2]])).toMatchObject({ overlaps: 1, outOfOrder: 1 }); // prettier-ignore
    expect(together(3, [[0, 1, 2], [1, 1, 2]], [])).toMatchObject({ lost: 1 }); // prettier-ignore
  });

  it('has the longest time without a task done, at its edges too, and what failed does not end it', () => {
    const some = executions([0, 0, 12], [1, 0, 20, 'failed'], [2, 0, 25], [3, 0, 29]);
    expect(longestGap(some, 10, 30)).toBe(13);
    expect(longestGap(some, 0, 30)).toBe(13);
    expect(longestGap(some, 0, 60)).toBe(31);
    expect(longestGap(some, 11, 26)).toBe(13);
    expect(longestGap(some, 10, 30, (id) => id === 3)).toBe(19);
  });

  it('counts between two instants what was done, and what of it in time', () => {
    const some = executions(
      [0, 0, 500_000],
      [1, 900_000, 1_000_000],
      [2, 1_000_000, 1_500_000],
      [3, 1_900_000, 2_000_000, 'failed'],
      [4, 1_900_000, 3_000_000],
    );
    expect(between(some, 1_000_000, 3_000_000, 200_000)).toEqual({ perSecond: 1, good: 0.5, took: [100_000, 500_000] });
  });
});
