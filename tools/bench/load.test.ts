import { expect, test } from 'vitest';
import { closedLoop } from './load.ts';

const soon = (ms: number): Promise<void> => new Promise((ended) => void setTimeout(ended, ms));

test('a closed loop has so many in flight, counts what is answered after the warm-up, and tells failures apart', async () => {
  let running = 0;
  let most = 0;
  let requests = 0;
  const marks: string[] = [];
  const load = await closedLoop(
    { concurrency: 4, seconds: 0.2, warmUp: 0.05 },
    async () => {
      requests += 1;
      const bad = requests % 5 === 0;
      running += 1;
      most = Math.max(most, running);
      await soon(5);
      running -= 1;
      return bad ? 'bad' : undefined;
    },
    () => marks.push(`counting after ${requests > 0}`),
    () => marks.push('counted'),
  );
  expect(most).toBe(4);
  expect(marks).toEqual(['counting after true', 'counted']);
  expect(load.count).toBe(load.latencies.length);
  expect(load.count + (load.failures.get('bad') ?? 0)).toBeLessThan(requests);
  expect(load.failures.get('bad')).toBeGreaterThan(0);
  expect(Math.min(...load.latencies)).toBeGreaterThanOrEqual(4);
});

test('a loop of so many operations ends with the last of them', async () => {
  let requests = 0;
  const load = await closedLoop(
    { concurrency: 3, seconds: 60, warmUp: 0, stopAfter: 10 },
    async () => {
      requests += 1;
      await soon(1);
      return undefined;
    },
    () => undefined,
    () => undefined,
  );
  expect([requests, load.count]).toEqual([10, 10]);
  expect(load.seconds).toBeLessThan(5);
});
