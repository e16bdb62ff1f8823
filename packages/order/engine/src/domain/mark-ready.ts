import type { Ask } from './order.ts';
import { statusAfter } from './states.ts';
import { orderKeys, theOrder } from './the-order.ts';

/** The goods are packed and may be fetched. */
export const markReady: Ask<'MarkReady'> = {
  reads: ({ orderId }) => orderKeys(orderId),
  decide(view, command, { now }) {
    const { orderId } = command;
    const order = theOrder(view, command);
    statusAfter(order, 'merchant', 'make_ready');
    return [{ type: 'OrderReady', orderId, shopId: order.shopId, at: now }];
  },
};
