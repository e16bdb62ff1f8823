import { describe, expect, it } from 'vitest';
import { PLANTED } from './planted-bugs.ts';
import { simulate } from './world.ts';

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('lanes in a world that goes wrong', () => {
  it('keep every promise over 300 seeds', { timeout: 60_000 }, () => {
    const failed = seeds(300)
      .map((seed) => simulate(seed))
      .filter(({ violation }) => violation !== undefined);
    expect(failed.map(({ seed, violation }) => `npm run simulate -- --seeds 1 --from ${seed}: ${violation?.message}`)).toEqual([]);
  });

  it('are the same run for the same seed', () => {
    expect(seeds(10).map((seed) => simulate(seed))).toEqual(seeds(10).map((seed) => simulate(seed)));
  });
});

describe('the simulation finds', () => {
  it.each(Object.entries(PLANTED))('%s', { timeout: 60_000 }, (_name, makeCore) => {
    expect(seeds(300).some((seed) => simulate(seed, makeCore).violation !== undefined)).toBe(true);
  });
});
