import type { Ask } from './order.ts';
import { statusAfter } from './states.ts';
import { orderKeys, theOrder } from './the-order.ts';

/** The goods have left the shop: whoever delivers them, or the customer, has them. */
export const handOver: Ask<'HandOver'> = {
  reads: ({ orderId }) => orderKeys(orderId),
  decide(view, command, { now }) {
    const { orderId } = command;
    const order = theOrder(view, command);
    statusAfter(order, 'merchant', 'hand_over');
    return [{ type: 'OrderHandedOver', orderId, shopId: order.shopId, at: now }];
  },
};
