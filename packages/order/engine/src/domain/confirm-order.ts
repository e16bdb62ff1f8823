import type { CommandHandler, Reason } from './order.ts';
import { allows } from './states.ts';
import { nextEvent, theOrder, waitingFor, wholeOrderKeys } from './the-order.ts';

/** Stock is held for the order. Told after its deadline, the order is rejected as late; told to an order that is no longer waiting, it needs no answer. */
export const confirmOrder: CommandHandler<'ConfirmOrder'> = {
  reads: ({ orderId }) => wholeOrderKeys(orderId),
  decide(view, command, { now }) {
    const order = theOrder(view, command);
    if (!allows(order.status, 'noren', 'confirm')) return [];
    const placeCommandId = waitingFor(order);
    if (Date.parse(now) > Date.parse(order.decideBy))
      return [{ ...nextEvent('OrderRejected', order, 'rejected', now), placeCommandId, reasons: [late(order.decideBy)], by: 'late' }];
    return [{ ...nextEvent('OrderConfirmed', order, 'confirmed', now), placeCommandId }];
  },
};

export const late = (decideBy: string): Reason => ({ code: 'late', message: `The order was not confirmed by ${decideBy}` });
