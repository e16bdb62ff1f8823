import type { CommandHandler } from './order.ts';
import { statusAfter } from './states.ts';
import { nextEvent, orderKeys, theOrder } from './the-order.ts';

/** The goods are packed and may be fetched. */
export const markReady: CommandHandler<'MarkReady'> = {
  reads: ({ orderId }) => orderKeys(orderId),
  decide(view, command, { now }) {
    const order = theOrder(view, command);
    return [nextEvent('OrderReady', order, statusAfter(order, 'merchant', 'make_ready'), now)];
  },
};
