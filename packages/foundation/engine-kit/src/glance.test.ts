import { describe, expect, it } from 'vitest';
import { glance } from './glance.ts';

const HOUR = 3_600_000;

describe('a glance', () => {
  it('asks once for all who ask meanwhile, and anew afterwards', async () => {
    let asked = 0;
    const look = glance(() => Promise.resolve((asked += 1)), HOUR);
    expect(await Promise.all([look(), look(), look()])).toEqual([1, 1, 1]);
    expect(await look()).toBe(2);
  });

  it('gives nothing where the answer fails, and asks again', async () => {
    let asked = 0;
    const look = glance(() => ((asked += 1) === 1 ? Promise.reject(new Error('away')) : Promise.resolve('here')), HOUR);
    expect([await look(), await look()]).toEqual([undefined, 'here']);
  });

  it('gives nothing where the answer is late, asks nobody twice who has not answered yet, and once more when that has come', async () => {
    let asked = 0;
    let answer: () => void = () => undefined;
    const look = glance(() => ((asked += 1) === 1 ? new Promise<string>((resolve) => (answer = () => resolve('late'))) : Promise.resolve('here')), 1);
    expect([await look(), await look(), asked]).toEqual([undefined, undefined, 1]);
    answer();
    await new Promise(setImmediate);
    expect([await look(), asked]).toEqual(['here', 2]);
  });
});
