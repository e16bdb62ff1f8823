import type { Ask } from './order.ts';
import { statusAfter } from './states.ts';
import { orderKeys, theOrder } from './the-order.ts';

/** The goods have arrived. Lines may still come back. */
export const completeOrder: Ask<'CompleteOrder'> = {
  reads: ({ orderId }) => orderKeys(orderId),
  decide(view, command, { now }) {
    const { orderId } = command;
    const order = theOrder(view, command);
    statusAfter(order, 'merchant', 'complete');
    return [{ type: 'OrderCompleted', orderId, shopId: order.shopId, at: now }];
  },
};
