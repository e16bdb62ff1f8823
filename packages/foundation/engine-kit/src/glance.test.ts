import { describe, expect, it } from 'vitest';
import { glance } from './glance.ts';

describe('a glance', () => {
  it('asks once for all who ask meanwhile, and anew afterwards', async () => {
    let asked = 0;
    const look = glance(() => Promise.resolve((asked += 1)), 1_000);
    expect(await Promise.all([look(), look(), look()])).toEqual([1, 1, 1]);
    expect(await look()).toBe(2);
  });

  it('gives nothing where the answer fails, or does not come in time; and asks nobody twice who has not answered yet', async () => {
    expect(await glance(() => Promise.reject(new Error('away')), 1_000)()).toBeUndefined();
    let asked = 0;
    const silent = glance(() => new Promise(() => (asked += 1)), 1);
    expect([await silent(), await silent(), asked]).toEqual([undefined, undefined, 1]);
  });
});
