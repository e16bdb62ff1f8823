import type { CommandHandler } from './order.ts';
import { statusAfter } from './states.ts';
import { nextEvent, orderKeys, theOrder } from './the-order.ts';

/** The goods have left the shop: whoever delivers them, or the customer, has them. */
export const handOver: CommandHandler<'HandOver'> = {
  reads: ({ orderId }) => orderKeys(orderId),
  decide(view, command, { now }) {
    const order = theOrder(view, command);
    return [nextEvent('OrderHandedOver', order, statusAfter(order, 'merchant', 'hand_over'), now)];
  },
};
