import { describe, it } from 'vitest';
import { given, pastOf, ready } from './events.test-support.ts';

const markReady = { type: 'MarkReady', orderId: 'ord_1' } as const;

describe('MarkReady', () => {
  it('follows acceptance', () => {
    given(...pastOf.accepted)
      .when(markReady)
      .then([ready]);
    given(...pastOf.confirmed)
      .when(markReady)
      .then({ refused: 'order_state', kind: 'conflict' });
  });
});
