import { describe, expect, it } from 'vitest';
import type { OrderEvent, ReturnedLine, ReturnLine, Status } from './order.ts';
import { after, gbp, given, lineOf, order, pastOf } from './events.test-support.ts';

const bring = (...lines: readonly ReturnLine[]) => ({ type: 'ReturnLines', orderId: 'ord_1', lines, restock: true, reason: 'wrong colour' }) as const;
const back = (version: number, status: Status, ...lines: readonly ReturnedLine[]): OrderEvent => ({
  ...{ type: 'LinesReturned', ...after(version, status), lines, restock: true, reason: 'wrong colour' },
});
const pens = (quantity: number): ReturnedLine => ({ line: 1, sku: 'pen', quantity, amount: gbp(150 * quantity), soldBy: 'piece' });

describe('ReturnLines', () => {
  it('tells what came back and what it cost, and leaves the state as it is', () => {
    const when = given(...pastOf.handed_over).when(bring({ line: 2, quantity: 1 }, { line: 1, quantity: 1 }));
    when.then([back(6, 'handed_over', { line: 2, sku: 'ink', quantity: 1, amount: gbp(499), soldBy: 'piece' }, pens(1))]);
    expect(when.record('order', 'ord_1')).toMatchObject({ status: 'handed_over' });
    expect(when.record('lines', 'ord_1')).toMatchObject({ lines: [{ returned: 1 }, { returned: 1 }] });
  });
  it('adds up a line that is named twice', () => {
    given(...pastOf.completed)
      .when(bring({ line: 1, quantity: 1 }, { line: 1, quantity: 1 }))
      .then([back(7, 'completed', pens(2))]);
    given(...pastOf.completed)
      .when(bring({ line: 2, quantity: 1 }, { line: 1, quantity: 1 }, { line: 1, quantity: 2 }))
      .then({ refused: 'returned_too_many', kind: 'conflict', field: 'lines.1.quantity' });
  });
  it('takes back no more than was handed over, earlier returns counted', () => {
    given(...pastOf.completed, back(7, 'completed', pens(1)))
      .when(bring({ line: 1, quantity: 1 }))
      .then([back(8, 'completed', pens(1))]);
    given(...pastOf.completed, back(7, 'completed', pens(2)))
      .when(bring({ line: 1, quantity: 1 }))
      .then({ refused: 'returned_too_many', kind: 'conflict', field: 'lines.0.quantity' });
  });
  it('gives back what was charged, in parts too, to the penny', () => {
    const line = lineOf(1, 'ham', 3, 999, { soldBy: 'weight', unitPrice: gbp(500), total: gbp(2) });
    const past = [
      { type: 'OrderPlaced', order: { ...order, lines: [line], total: gbp(2) }, placeCommandId: 'cmd_place' } as const,
      ...pastOf.handed_over.slice(1),
    ];
    const amounts: number[] = [];
    for (const _part of [1, 2, 3]) {
      const [event] = given(...past)
        .when(bring({ line: 1, quantity: 1 }))
        .events();
      if (event?.type !== 'LinesReturned') throw new Error('nothing came back');
      past.push(event);
      amounts.push(event.lines[0]?.amount.amount ?? Number.NaN);
    }
    expect(amounts).toEqual([1, 0, 1]);
  });
  it('refuses lines that are not there and quantities that are none', () => {
    given(...pastOf.completed)
      .when(bring({ line: 3, quantity: 1 }))
      .then({ refused: 'line', kind: 'invalid', field: 'lines.0.line' });
    given(...pastOf.completed)
      .when(bring({ line: 1, quantity: 1 }, { line: 2, quantity: 0 }))
      .then({ refused: 'invalid_request', kind: 'invalid', field: 'lines.1.quantity' });
    given(...pastOf.completed)
      .when(bring())
      .then({ refused: 'invalid_request', kind: 'invalid' });
  });
});
