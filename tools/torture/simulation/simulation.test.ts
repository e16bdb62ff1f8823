import { describe, expect, it } from 'vitest';
import { breachReport } from '../../../packages/platform/test/faults/check-history.ts';
import { simulate } from './simulate.ts';

const seeds = Array.from({ length: 40 }, (_, at) => at + 1);
async function broken(bugs: Parameters<typeof simulate>[1]): Promise<number> {
  const runs: number[] = [];
  for (const seed of seeds) runs.push((await simulate(seed, bugs)).breaches.length);
  return runs.filter((breaches) => breaches > 0).length;
}

describe('orders, wherever a process dies and whoever takes over', () => {
  it('are decided once, and stock adds up', async () => {
    let crashes = 0;
    let confirmed = 0;
    let late = 0;
    for (const seed of seeds) {
      const run = await simulate(seed);
      expect(breachReport(run.breaches), `seed ${seed}`).toBe('');
      crashes += run.crashes;
      confirmed += run.confirmed;
      late += run.late;
    }
    expect([crashes > 100, confirmed > 100, late > 10]).toEqual([true, true, true]);
  });

  it('are not where commits have no fence, or commands are decided again (this test can fail)', async () => {
    expect(await broken({ fence: true })).toBeGreaterThan(20);
    expect(await broken({ dedup: true })).toBeGreaterThan(0);
  });
});
