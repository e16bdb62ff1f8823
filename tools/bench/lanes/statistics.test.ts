import { describe, expect, it } from 'vitest';
import { executions, type Execution } from './executions.fixture.ts';
import { tables } from './runs.ts';
import { compare, cpuOf, latencies, rateOf, spreadOf } from './statistics.ts';

describe('the figures of the bench', () => {
  it('take the rate of the middle four fifths after the warm-up', () => {
    const cold = Array.from({ length: 10 }, (_, id): Execution => [id, 0, id * 1_000_000]);
    const warm = Array.from({ length: 100 }, (_, at): Execution => [10 + at, 0, 10_000_000 + at * 1_000]);
    expect(rateOf(executions(...cold, ...warm), 110, 10)).toBeCloseTo(1_000, 6);
  });

  it('take CPU between the marks', () => {
    expect(cpuOf({ from: { at: 0, cpu: 1_000 }, to: { at: 9, cpu: 9_000 } }, 110, 10)).toBe(100);
    expect(cpuOf({ from: null, to: null }, 110, 10)).toBeNaN();
  });

  it('have a median and quartiles, and leave out what could not be had', () => {
    expect(spreadOf([4, 1, Number.NaN, 3, 2, 5])).toMatchObject({ median: 3, low: 2, high: 4 });
  });

  it('are better or worse only beyond chance: where the middle halves do not touch', () => {
    const low = spreadOf([1, 2, 3, 4, 5]);
    const high = spreadOf([11, 12, 13, 14, 15]);
    expect([compare(high, low, 'more'), compare(low, high, 'more'), compare(low, high, 'less')]).toEqual(['better', 'worse', 'better']);
    expect(compare(spreadOf([1, 2, 3, 4, 9]), spreadOf([4, 4, 5, 6, 7]), 'more')).toBe('even');
    expect(compare(spreadOf([1, 2]), high, 'more')).toBeUndefined();
  });

  it('tell percentiles of microseconds in milliseconds', () => {
    expect(latencies(Array.from({ length: 2_000 }, (_, at) => at * 1_000))).toMatchObject({ p50: 999, p99: 1_979 });
    expect(latencies([1_000, 3_000]).p999).toBe(3);
  });

  it('stand in a table with how ours does against each, and failures below', () => {
    const about = { bench: 'B1', variant: '5x4' };
    const of = (system: string, ...values: readonly number[]) => values.map((perSecond, at) => ({ ...about, system, round: at + 1, figures: { perSecond } }));
    const lines = tables(
      [
        ...of('lanes fixed', 300, 310, 290),
        ...of('other', 100, 100, 103),
        ...of('rare', 900),
        { ...about, round: 1, system: 'broken', figures: {}, error: 'not done' },
      ],
      [{ figure: 'perSecond', head: 'tasks/s', better: 'more' }],
    );
    expect(lines).toContain('| lanes fixed | 300 |  |');
    expect(lines).toContain('| other | 100 | 3.00 better |');
    expect(lines).toContain('| rare | 900 | 0.33 |');
    expect(lines).toContain('| broken | – | – |');
    expect(lines).toContain('- broken, round 1: not done');
  });
});
