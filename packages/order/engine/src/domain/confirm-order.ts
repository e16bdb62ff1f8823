import type { Ask, Reason } from './order.ts';
import { allows } from './states.ts';
import { theOrder, waitingFor, wholeOrderKeys } from './the-order.ts';

/** Stock is held for the order. Told after its deadline, the order is rejected as late; told to an order that is no longer waiting, it needs no answer. */
export const confirmOrder: Ask<'ConfirmOrder'> = {
  reads: ({ orderId }) => wholeOrderKeys(orderId),
  decide(view, command, { now }) {
    const { orderId } = command;
    const order = theOrder(view, command);
    if (!allows(order.status, 'noren', 'confirm')) return [];
    const told = { orderId, shopId: order.shopId, at: now, placeCommandId: waitingFor(order) };
    if (Date.parse(now) > Date.parse(order.decideBy)) return [{ type: 'OrderRejected', ...told, reasons: [late(order.decideBy)], by: 'late' }];
    return [{ type: 'OrderConfirmed', ...told }];
  },
};

export const late = (decideBy: string): Reason => ({ code: 'late', message: `The order was not confirmed by ${decideBy}` });
