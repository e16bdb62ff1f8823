import { expect, it } from 'vitest';
import { pause, pauseAfter } from './backoff.ts';

it('doubles the pause with each failure up to the most, with a jitter of a half', () => {
  const backoff = { firstMs: 50, mostMs: 1_000 };
  expect([1, 2, 3, 4, 5, 6, 60].map((failures) => pauseAfter(failures, backoff, () => 1))).toEqual([50, 100, 200, 400, 800, 1_000, 1_000]);
  expect(pauseAfter(3, backoff, () => 0)).toBe(100);
});

it('ends a pause that is aborted', async () => {
  await pause(60_000, AbortSignal.abort());
});
