import { describe, expect, it } from 'vitest';
import type { OrderEvent } from '../domain/order.ts';
import { counters } from './counters.ts';

const about = { orderId: 'ord_1', shopId: 'shp_1', at: '', merchantId: 'mer_1', channel: '', version: 2, placeCommandId: '' } as const;
const rejected = (by: 'stock' | 'merchant', code: string): OrderEvent => ({
  ...{ ...about, type: 'OrderRejected', status: 'rejected', by },
  reasons: [{ code, message: '' }],
});
const counted = (event: OrderEvent) => counters[0]?.of(event);

describe('orders', () => {
  it('are counted by what became of them and by the first reason', () => {
    expect(counted({ ...about, type: 'OrderConfirmed', status: 'confirmed' })).toEqual({ outcome: 'confirmed', reason: '' });
    expect(counted(rejected('stock', 'out_of_stock'))).toEqual({ outcome: 'rejected', reason: 'out_of_stock' });
    expect(counted({ ...about, type: 'OrderCancelled', status: 'cancelled', reason: 'changed my mind', by: 'platform' })).toEqual({
      ...{ outcome: 'cancelled', reason: 'platform' },
    });
    expect(counted({ ...about, type: 'OrderReady', status: 'ready' })).toBeUndefined();
  });

  it('have no reason that a merchant has worded: there would be as many as merchants', () => {
    expect(counted(rejected('merchant', 'my_own_words'))).toEqual({ outcome: 'rejected', reason: 'merchant' });
  });
});
