import { describe, expect, it } from 'vitest';
import { after, given, pastOf, placed } from './events.test-support.ts';

const reasons = [{ code: 'out_of_stock', message: '2 of pen asked for, 1 available', sku: 'pen', requested: 2, available: 1 }];
const reject = (by: string) => ({ type: 'RejectOrder', orderId: 'ord_1', reasons, by }) as const;
const rejected = (version: number) => ({ type: 'OrderRejected', ...after(version, 'rejected'), reasons }) as const;

describe('RejectOrder', () => {
  it('answers who placed the order, with the reasons', () => {
    const when = given(placed).when(reject('stock'));
    when.then([{ ...rejected(2), by: 'stock', placeCommandId: 'cmd_place' }]);
    expect(when.record('order', 'ord_1')).toMatchObject({ status: 'rejected', reasons });
  });
  it('by the merchant before stock has answered is the decision, and afterwards not', () => {
    given(placed)
      .when(reject('merchant'))
      .then([{ ...rejected(2), by: 'merchant', placeCommandId: 'cmd_place' }]);
    given(...pastOf.confirmed)
      .when(reject('merchant'))
      .then([{ ...rejected(3), by: 'merchant', placeCommandId: '' }]);
  });
  it('refuses to reject without a reason that programs can tell apart, or for nobody', () => {
    given(placed)
      .when({ ...reject('merchant'), reasons: [] })
      .then({ refused: 'invalid_request', kind: 'invalid', field: 'reasons' });
    given(placed)
      .when({ ...reject('merchant'), reasons: [{ code: 'Too busy', message: '' }] })
      .then({ refused: 'invalid_request', field: 'reasons.0.code' });
    given(placed)
      .when({ ...reject('merchant'), reasons: [{ code: 'busy', message: 'a\u0000b' }] })
      .then({ refused: 'invalid_request', field: 'reasons.0.message' });
    given(placed).when(reject('noren')).then({ refused: 'invalid_request', kind: 'invalid', field: 'by' });
  });
});
