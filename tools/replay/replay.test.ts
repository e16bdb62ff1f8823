import { afterEach, expect, test } from 'vitest';
import { standIn, type StandIn } from '../client/platform.fixture.ts';
import { judged, linesOf, type ShortRow } from './invoices.fixture.ts';
import { planOf } from './plan.ts';
import { replay } from './replay.ts';

const rows: readonly ShortRow[] = [
  ['1', '21777', 5, '0.55'],
  ['1', '85123A', 1, '2.55'],
  ['1', '85123a', 2, '2.10'],
  ['2', '21777', 3, '0.50'],
  ['3', '22633', 2, '1'],
  ['C4', '21777', -4, '1'],
  ['C5', '22633', -2, '1'],
  ['C6', '85123A', -3, '1'],
  ['C7', '21777', -9, '1'],
  ...Array.from({ length: 30 }, (_, at): ShortRow => [String(100 + at), '21777', 2, '0.55', '']),
];
const plan = planOf(linesOf(judged(...rows)));

let platform: StandIn | undefined;
afterEach(() => platform?.close());

test('a file that was played reconciles, and so does it again on the same platform', async () => {
  platform = await standIn();
  for (const run of ['a', 'b']) {
    const { played, reconciled } = await replay(platform.dev, plan, 8, run);
    expect(played.failures).toEqual([]);
    expect(reconciled.differences).toEqual([]);
  }
  expect(platform.orders.size).toBe(66);
  const count = (status: string): number => [...(platform?.orders.values() ?? [])].filter((order) => order.status === status).length;
  expect(['confirmed', 'handed_over', 'cancelled'].map(count)).toEqual([60, 4, 2]);
});

test('calls that were cut off or failed are repeated without taking effect twice', async () => {
  platform = await standIn({ unsteady: 20 });
  const { played, reconciled } = await replay(platform.dev, plan, 4, 'a');
  expect(played.failures).toEqual([]);
  expect(reconciled.differences).toEqual([]);
});

test('one unit of stock or one order that is off is told', async () => {
  platform = await standIn();
  const tampered = platform;
  const { reconciled } = await replay(tampered.dev, plan, 8, 'a', {
    patience: 0,
    beforeComparing: () => {
      const level = tampered.levels.get('22633');
      const order = tampered.orders.get('ord_2');
      if (level !== undefined) level.onHand += 1;
      if (order !== undefined) order.status = 'completed';
    },
  });
  expect(reconciled.differences.map(({ where }) => where)).toEqual(['stock 22633 onHand', 'order 2 status']);
});
