import { expect, it } from 'vitest';
import { catchUp } from './positions.ts';
import type { Queryable } from './record-table.ts';

it('looks once for all who wait, so that those who wait for what never comes cost no more than one', async () => {
  let [looks, underWay, most] = [0, 0, 0];
  const query = async () => {
    looks += 1;
    most = Math.max(most, (underWay += 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay -= 1;
    return { rows: [{ topic: 't', partition: 0, next: 7 }] };
  };
  const { to } = catchUp({ query } as unknown as Queryable, 's', ['t']);
  const waits = Array.from({ length: 200 }, () => to({ 't/0': 8 }, 300));
  expect(await to({ 't/0': 7 }, 300)).toBe(true);
  expect(new Set(await Promise.all(waits))).toEqual(new Set([false]));
  expect(most).toBe(1);
  expect(looks).toBeLessThan(100);
});
