import { describe, expect, it } from 'vitest';
import { after, decideBy, given, pastOf, placed } from './events.test-support.ts';

const confirm = { type: 'ConfirmOrder', orderId: 'ord_1' } as const;
const placeCommandId = 'cmd_place';

describe('ConfirmOrder', () => {
  it('confirms, to the last instant', () => {
    given(placed)
      .when(confirm)
      .then([{ type: 'OrderConfirmed', ...after(2, 'confirmed'), placeCommandId }]);
    given(placed)
      .when(confirm, { now: decideBy })
      .then([{ type: 'OrderConfirmed', ...after(2, 'confirmed'), placeCommandId, at: decideBy }]);
  });
  it('rejects as late what is confirmed after its deadline', () => {
    const at = '2026-01-05T10:15:00.001Z';
    const late = given(placed).when(confirm, { now: at });
    const reasons = [{ code: 'late', message: `The order was not confirmed by ${decideBy}` }];
    late.then([{ type: 'OrderRejected', ...after(2, 'rejected'), placeCommandId, at, reasons, by: 'late' }]);
    expect(late.record('order', 'ord_1')).toMatchObject({ status: 'rejected', updatedAt: at, reasons });
  });
  it('has no answer to stock that comes when the order was called off meanwhile', () => {
    given(...pastOf.cancelled)
      .when(confirm)
      .then([]);
  });
});
