import type { CommandHandler } from './order.ts';
import { statusAfter } from './states.ts';
import { nextEvent, orderKeys, theOrder } from './the-order.ts';

/** The goods have arrived. Lines may still come back. */
export const completeOrder: CommandHandler<'CompleteOrder'> = {
  reads: ({ orderId }) => orderKeys(orderId),
  decide(view, command, { now }) {
    const order = theOrder(view, command);
    return [nextEvent('OrderCompleted', order, statusAfter(order, 'merchant', 'complete'), now)];
  },
};
