import { describe, it } from 'vitest';
import { given, handedOver, pastOf } from './told.test-support.ts';

const handOver = { type: 'HandOver', orderId: 'ord_1' } as const;

describe('HandOver', () => {
  it('takes an order that is ready, or accepted without ever being called ready', () => {
    for (const status of ['ready', 'accepted'] as const)
      given(...pastOf[status])
        .when(handOver)
        .then([handedOver]);
  });
  it('happens once', () => {
    given(...pastOf.handed_over)
      .when(handOver)
      .then({ refused: 'order_state', kind: 'conflict' });
  });
});
