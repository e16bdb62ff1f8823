import type { DecisionContext } from '@noren/kernel';
import { describe, expect, it } from 'vitest';
import type { OrderEvent } from '../domain/order.ts';
import { after, gbp, now, order, pastOf, placed } from '../domain/events.test-support.ts';
import { orderEffects } from './effects.ts';
import { memory } from './memory.test-support.ts';

const facts: DecisionContext = { now, newId: (prefix) => prefix, actor: 'staff:usr_1', commandId: 'cmd_1' };

/** The history that these events leave, as a store would keep it. */
function historyOf(...events: readonly OrderEvent[]) {
  const { view, take } = memory();
  return events.flatMap((event) => {
    take(event);
    return orderEffects(event, view, facts).ledger ?? [];
  });
}

describe('an order’s history', () => {
  it('has a line an event, with who it was and how the order stood after it', () => {
    const line = { orderId: 'ord_1', at: now, actor: 'staff:usr_1' };
    expect(historyOf(...pastOf.completed)).toEqual([
      { ...line, version: 1, event: 'OrderPlaced', status: 'placed' },
      { ...line, version: 2, event: 'OrderConfirmed', status: 'confirmed' },
      { ...line, version: 3, event: 'OrderAccepted', status: 'accepted', detail: { readyInMinutes: 20 } },
      { ...line, version: 4, event: 'OrderReady', status: 'ready' },
      { ...line, version: 5, event: 'OrderHandedOver', status: 'handed_over' },
      { ...line, version: 6, event: 'OrderCompleted', status: 'completed' },
    ]);
  });
  it('says why an order ended, also one that was never placed', () => {
    const reasons = [{ code: 'too_busy', message: 'Friday' }];
    expect(historyOf(placed, { type: 'OrderRejected', ...after(2, 'rejected'), reasons, by: 'merchant', placeCommandId: '' }).at(-1)).toMatchObject({
      detail: { reasons },
    });
    expect(historyOf(...pastOf.cancelled).at(-1)).toMatchObject({ detail: { reasons: [{ code: 'cancelled_by_platform', message: 'changed my mind' }] } });
    const neverPlaced = { ...order, status: 'rejected' as const, reasons };
    expect(historyOf({ type: 'OrderRejected', ...after(1, 'rejected'), reasons, by: 'noren', placeCommandId: 'cmd_1', neverPlaced })).toMatchObject([
      { version: 1, event: 'OrderRejected', status: 'rejected', detail: { reasons } },
    ]);
  });
  it('says what came back, and why', () => {
    const lines = [{ line: 1, sku: 'pen', quantity: 1, amount: gbp(150) }];
    const back: OrderEvent = { type: 'LinesReturned', ...after(6, 'handed_over'), lines, restock: true, reason: 'wrong colour' };
    expect(historyOf(...pastOf.handed_over, back).at(-1)).toMatchObject({
      version: 6,
      status: 'handed_over',
      detail: { returned: [{ line: 1, quantity: 1 }], reason: 'wrong colour' },
    });
  });
});
