import { describe, expect, it } from 'vitest';
import { lanesArguments } from './arguments.ts';
import { caseName, COMPLETE, MAIN } from './cases.ts';
import { systems, mostASecond } from './systems.ts';

describe('the options of the lanes bench', () => {
  it('run all benches three times where nothing is said', () => {
    expect(lanesArguments([])).toMatchObject({ only: ['B1', 'B2', 'B3', 'B4', 'B5', 'B6'], plan: { rounds: 3, systems: [] }, append: false, pinned: true });
  });

  it('cross works, keys and ways to wait; no work is the same asleep and over TCP', () => {
    const { plan } = lanesArguments(['--work', '0,1x10', '--keys', 'none,zipf', '--io', 'sleep,echo', '--quick', '--rounds', '2']);
    expect(plan.cases.map(caseName)).toEqual([
      'no work, keys none',
      'no work, keys zipf',
      '1x10 ms asleep, keys none',
      '1x10 ms asleep, keys zipf',
      '1x10 ms over TCP, keys none',
      '1x10 ms over TCP, keys zipf',
    ]);
    expect(plan.rounds).toBe(2);
    expect(new Set(COMPLETE.map(caseName)).size).toBe(3 * (1 + 4 * 2) + 2);
  });

  it('say what is wrong', () => {
    expect(() => lanesArguments(['--only', 'B1,B9'])).toThrow('--only wants some of B1, B2, B3, B4, B5, B6, not B9');
    expect(() => lanesArguments(['--keys', 'many'])).toThrow('--keys wants some of none, uniform, zipf, not many');
    expect(() => lanesArguments(['--work', '5y4'])).toThrow('--work wants 0 or STEPSxMS');
    expect(() => lanesArguments(['--quick', '--complete'])).toThrow('not both');
    expect(() => lanesArguments(['--rounds', '0'])).toThrow('--rounds');
  });
});

it('a system is not given more than its threads, the order of the first key and one core let it do', () => {
  const java = { version: '25', parallelConsumer: ['java'], decaton: ['java'], virtualThreads: true };
  const of = (name: string) => systems({ java }).find((system) => system.name === name) ?? systems({ java })[0];
  const most = (name: string, keys: 'uniform' | 'zipf'): number => {
    const system = of(name);
    return system === undefined ? Number.NaN : Math.round(mostASecond(system, MAIN.work, keys));
  };
  expect(most('kafkajs eachMessage', 'uniform')).toBe(150);
  expect(most('Decaton pool 20', 'uniform')).toBe(3_000);
  expect(most('Decaton virtual', 'uniform')).toBe(18_182);
  expect(most('Decaton virtual', 'zipf')).toBeLessThan(500);
  expect(most('Decaton deferred', 'zipf')).toBe(most('Decaton deferred', 'uniform'));
});
