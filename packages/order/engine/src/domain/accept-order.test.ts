import { limits } from '@noren/order-contract/limits';
import { describe, expect, it } from 'vitest';
import { accepted, given, pastOf } from './events.test-support.ts';

const accept = (readyInMinutes: number) => ({ type: 'AcceptOrder', orderId: 'ord_1', readyInMinutes }) as const;

describe('AcceptOrder', () => {
  it('keeps in how many minutes the order will be ready', () => {
    const when = given(...pastOf.confirmed).when(accept(20));
    when.then([accepted]);
    expect(when.record('order', 'ord_1')).toMatchObject({ status: 'accepted', readyInMinutes: 20 });
  });
  it('refuses minutes that are none', () => {
    for (const minutes of [-1, 0.5, limits.readyInMinutes + 1])
      given(...pastOf.confirmed)
        .when(accept(minutes))
        .then({ refused: 'invalid_request', kind: 'invalid', field: 'readyInMinutes' });
  });
});
