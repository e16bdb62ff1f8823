import type { Ask } from './order.ts';
import { statusAfter } from './states.ts';
import { orderKeys, theOrder } from './the-order.ts';
import { checkPreparation } from './well-formed.ts';

/** The merchant takes the order on, and says in how many minutes it will be ready (0: not said). */
export const acceptOrder: Ask<'AcceptOrder'> = {
  reads: ({ orderId }) => orderKeys(orderId),
  decide(view, command, { now }) {
    const { orderId, readyInMinutes } = command;
    const order = theOrder(view, command);
    checkPreparation(readyInMinutes);
    statusAfter(order, 'merchant', 'accept');
    return [{ type: 'OrderAccepted', orderId, shopId: order.shopId, at: now, readyInMinutes }];
  },
};
