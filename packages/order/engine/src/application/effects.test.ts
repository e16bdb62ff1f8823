import type { DecisionContext } from '@noren/kernel';
import { describe, expect, it } from 'vitest';
import { type OrderEvent, wholeOrder } from '../domain/order.ts';
import { after, confirmed, decideBy, gbp, now, order, pastOf, placed } from '../domain/events.test-support.ts';
import { orderEffects } from './effects.ts';
import { memory } from './memory.test-support.ts';

const facts: DecisionContext = { now, newId: (prefix) => prefix, actor: 'test', commandId: 'cmd_1' };
/** What the last of these events brings along. */
function effects(...events: readonly OrderEvent[]) {
  const { view, take } = memory();
  for (const event of events) take(event);
  const last = events.at(-1);
  if (!last) throw new Error('no event');
  const { ledger: _history, ...others } = orderEffects(last, view, facts);
  return others;
}
const decided = (status: string, more: object = {}) => ({ commandId: 'cmd_place', result: { ...order, status, version: 2, ...more } });

describe('what an order’s event brings along', () => {
  it('placed: its caller waits, and a timer rejects it as late', () => {
    const reasons = [{ code: 'late', message: `The order was not confirmed by ${decideBy}` }];
    expect(effects(placed)).toEqual({
      undecided: true,
      setTimers: [{ key: 'decide/ord_1', due: decideBy, command: { type: 'RejectOrder', orderId: 'ord_1', reasons, by: 'late' } }],
    });
  });
  it('confirmed, rejected or cancelled before the decision: the whole order answers that caller, and the timer stops', () => {
    expect(effects(placed, confirmed)).toEqual({
      result: { orderId: 'ord_1', status: 'confirmed', version: 2 },
      decides: decided('confirmed'),
      cancelTimers: ['decide/ord_1'],
    });
    expect(effects(...pastOf.rejected)).toMatchObject({ decides: decided('rejected', { reasons: [{ code: 'out_of_stock', message: 'none' }] }) });
    expect(effects(...pastOf.cancelled)).toMatchObject({
      decides: decided('cancelled', { reasons: [{ code: 'cancelled_by_platform', message: 'changed my mind' }] }),
      cancelTimers: ['decide/ord_1'],
    });
  });
  it('rejected or cancelled after the decision: nobody waits any more', () => {
    expect(effects(placed, confirmed, { type: 'OrderRejected', ...after(3, 'rejected'), placeCommandId: '', reasons: [], by: 'merchant' })).toEqual({
      result: { orderId: 'ord_1', status: 'rejected', version: 3 },
    });
    expect(effects(placed, confirmed, { type: 'OrderCancelled', ...after(3, 'cancelled'), placeCommandId: '', reason: '', by: 'platform' })).toEqual({
      result: { orderId: 'ord_1', status: 'cancelled', version: 3 },
    });
  });
  it('rejected at once: the command itself is answered, without a timer', () => {
    const neverPlaced = { ...order, status: 'rejected' as const };
    expect(effects({ type: 'OrderRejected', ...after(1, 'rejected'), reasons: [], by: 'noren', placeCommandId: 'cmd_1', neverPlaced })).toEqual({
      result: neverPlaced,
    });
  });
  it('any other: the caller learns the status, and of returns what they cost', () => {
    expect(effects(...pastOf.handed_over)).toEqual({ result: { orderId: 'ord_1', status: 'handed_over', version: 5 } });
    const lines = [{ line: 1, sku: 'pen', quantity: 1, amount: gbp(150) }];
    expect(effects(...pastOf.handed_over, { type: 'LinesReturned', ...after(6, 'handed_over'), lines, restock: true, reason: '' })).toEqual({
      result: { orderId: 'ord_1', status: 'handed_over', version: 6, lines },
    });
  });
  it('does not tell anybody which command waits', () => {
    const { view, take } = memory();
    take(placed);
    const [record, lines] = [view.order('ord_1'), view.lines('ord_1')];
    expect(record && lines && wholeOrder(record, lines)).toEqual(order);
  });
});
