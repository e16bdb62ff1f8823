import { describe, expect, it } from 'vitest';
import { after, given, pastOf, placed } from './events.test-support.ts';

const cancel = (by: string, reason = 'changed my mind') => ({ type: 'CancelOrder', orderId: 'ord_1', reason, by }) as const;
const cancelled = (version: number) => ({ type: 'OrderCancelled', ...after(version, 'cancelled'), reason: 'changed my mind' }) as const;

describe('CancelOrder', () => {
  it('before the decision answers who placed the order', () => {
    given(placed)
      .when(cancel('platform'))
      .then([{ ...cancelled(2), by: 'platform', placeCommandId: 'cmd_place' }]);
  });
  it('after the decision answers nobody else, and the order says who called it off and why', () => {
    const when = given(...pastOf.ready).when(cancel('merchant'));
    when.then([{ ...cancelled(5), by: 'merchant', placeCommandId: '' }]);
    expect(when.record('order', 'ord_1')).toMatchObject({ status: 'cancelled', reasons: [{ code: 'cancelled_by_merchant', message: 'changed my mind' }] });
  });
  it('refuses a text that is none, and somebody who is nobody', () => {
    given(placed).when(cancel('platform', 'a\u0000b')).then({ refused: 'invalid_request', kind: 'invalid', field: 'reason' });
    given(placed).when(cancel('noren')).then({ refused: 'invalid_request', kind: 'invalid', field: 'by' });
  });
});
