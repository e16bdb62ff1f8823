import { expect, it } from 'vitest';
import { holding, MOST_HELD } from './hold.ts';

it('holds so many refusals back, and lets those behind them go at once', async () => {
  const hold = holding();
  let gone = 0;
  const all = Array.from({ length: MOST_HELD + 3 }, () => hold().then(() => (gone += 1)));
  await new Promise(setImmediate);
  expect(gone).toBe(3);
  await Promise.all(all);
  expect(gone).toBe(MOST_HELD + 3);
  const again = hold().then(() => (gone = 0));
  await new Promise(setImmediate);
  expect(gone).toBe(MOST_HELD + 3);
  await again;
});
