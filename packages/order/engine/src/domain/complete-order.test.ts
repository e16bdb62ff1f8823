import { describe, it } from 'vitest';
import { completed, given, pastOf } from './events.test-support.ts';

const complete = { type: 'CompleteOrder', orderId: 'ord_1' } as const;

describe('CompleteOrder', () => {
  it('follows the hand-over, once', () => {
    given(...pastOf.handed_over)
      .when(complete)
      .then([completed]);
    given(...pastOf.completed)
      .when(complete)
      .then({ refused: 'order_state', kind: 'conflict' });
  });
});
