import { expect, it } from 'vitest';
import { schedules } from './schedules.ts';

it('callers and waiters get their own answers in every order of events that is tried', async () => {
  expect(await schedules(1, 150)).toEqual([]);
});
