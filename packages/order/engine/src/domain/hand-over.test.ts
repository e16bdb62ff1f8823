import { describe, it } from 'vitest';
import { after, given, handedOver, pastOf } from './events.test-support.ts';

const handOver = { type: 'HandOver', orderId: 'ord_1' } as const;

describe('HandOver', () => {
  it('takes an order that is ready, or accepted without ever being called ready', () => {
    given(...pastOf.ready)
      .when(handOver)
      .then([handedOver]);
    given(...pastOf.accepted)
      .when(handOver)
      .then([{ type: 'OrderHandedOver', ...after(4, 'handed_over') }]);
  });
  it('happens once', () => {
    given(...pastOf.handed_over)
      .when(handOver)
      .then({ refused: 'order_state', kind: 'conflict' });
  });
});
