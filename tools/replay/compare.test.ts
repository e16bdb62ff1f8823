import { describe, expect, test } from 'vitest';
import { compare } from './compare.ts';
import { expectedOf, type State } from './expected.ts';
import { judged, linesOf } from './invoices.fixture.ts';
import { planOf } from './plan.ts';

const plan = planOf(linesOf(judged(['1', '21777', 5, '0.55'], ['1', '85123A', 1, '2.55'], ['C2', '21777', -2, '0.55'], ['3', '21777', 1, '1'])));
const right = (): State => expectedOf(plan, new Map(plan.articles.map(({ key, opening }) => [key, { onHand: opening, reserved: 0 }])));

describe('the comparison', () => {
  test('is silent where the platform says what the file says', () => {
    expect(compare(right(), right())).toEqual([]);
  });

  test('tells one unit of stock', () => {
    const tampered: State = { ...right(), stock: new Map(right().stock).set('21777', { onHand: 4, reserved: 1 }) };
    expect(compare(right(), tampered)).toEqual([{ where: 'stock 21777 onHand', expected: '3', actual: '4' }]);
  });

  test.each([
    ['status', { status: 'confirmed' }, 'order 1 status'],
    ['penny of a total', { total: 529 }, 'order 1 total'],
    ['line gone', { lines: [] }, 'order 1 lines 1'],
  ])('tells a %s of an order', (_, change, where) => {
    const order = right().orders.get('1');
    if (order === undefined) throw new Error('no order 1');
    const tampered: State = { ...right(), orders: new Map(right().orders).set('1', { ...order, ...change }) };
    expect(compare(right(), tampered)[0]?.where).toBe(where);
  });

  test('tells what is missing, and what is there beside', () => {
    const empty: State = { stock: new Map(), orders: new Map() };
    expect(compare(right(), empty).map(({ where, actual }) => [where, actual])).toEqual([
      ['stock 21777', 'nothing'],
      ['stock 85123a', 'nothing'],
      ['order 1', 'nothing'],
      ['order 3', 'nothing'],
    ]);
    expect(compare(empty, right())).toHaveLength(4);
  });
});
