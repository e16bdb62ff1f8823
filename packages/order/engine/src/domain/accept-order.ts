import type { CommandHandler } from './order.ts';
import { statusAfter } from './states.ts';
import { nextEvent, orderKeys, theOrder } from './the-order.ts';
import { checkPreparation } from './validation.ts';

/** The merchant takes the order on, and says in how many minutes it will be ready (0: not said). */
export const acceptOrder: CommandHandler<'AcceptOrder'> = {
  reads: ({ orderId }) => orderKeys(orderId),
  decide(view, command, { now }) {
    const { readyInMinutes } = command;
    const order = theOrder(view, command);
    checkPreparation(readyInMinutes);
    return [{ ...nextEvent('OrderAccepted', order, statusAfter(order, 'merchant', 'accept'), now), readyInMinutes }];
  },
};
