import { expect, test } from 'vitest';
import { readiness } from './health.ts';

test('what fails, throws or hangs is named, what works is not', async () => {
  const notReady = readiness(
    {
      database: () => Promise.resolve(1),
      peer: () => Promise.reject(new Error('away')),
      cache: () => {
        throw new Error('empty');
      },
      log: () => new Promise(() => {}),
    },
    20,
  );
  expect(await notReady()).toEqual(['peer', 'cache', 'log']);
});

test('a module that misses nothing is ready', async () => {
  expect(await readiness({ database: () => true })()).toEqual([]);
});
