import type { EventCounter } from '@noren/engine-kit';
import type { OrderEvent } from '../domain/order.ts';

/** Orders by what became of them. Merchants word their own reasons, so of theirs only whose they are is told. */
export const counters: readonly EventCounter<OrderEvent>[] = [
  {
    name: 'noren_orders_total',
    help: 'Orders that were confirmed, rejected, cancelled or completed, and why: out_of_stock, late, or who wanted it so',
    labels: ['outcome', 'reason'],
    of(event) {
      switch (event.type) {
        case 'OrderConfirmed':
          return { outcome: 'confirmed', reason: '' };
        case 'OrderRejected':
          return { outcome: 'rejected', reason: event.by === 'merchant' ? 'merchant' : (event.reasons[0]?.code ?? event.by) };
        case 'OrderCancelled':
          return { outcome: 'cancelled', reason: event.by };
        case 'OrderCompleted':
          return { outcome: 'completed', reason: '' };
        default:
          return undefined;
      }
    },
  },
];
