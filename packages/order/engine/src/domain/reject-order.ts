import { refusal } from '@noren/order-contract/refusals';
import type { CommandHandler, RejectedBy } from './order.ts';
import { allows, statusAfter } from './states.ts';
import { nextEvent, theOrder, waitingFor, wholeOrderKeys } from './the-order.ts';
import { checkReasons } from './validation.ts';

/** The order will not be. Said by stock or by the deadline to an order that is no longer waiting, it needs no answer. */
export const rejectOrder: CommandHandler<'RejectOrder'> = {
  reads: ({ orderId }) => wholeOrderKeys(orderId),
  decide(view, command, { now }) {
    const { reasons, by } = command;
    const order = theOrder(view, command);
    checkReasons(reasons);
    const rejectedBy = checkedBy(by);
    if (rejectedBy === 'merchant') statusAfter(order, 'merchant', 'reject');
    else if (!allows(order.status, 'noren', 'reject')) return [];
    return [{ ...nextEvent('OrderRejected', order, 'rejected', now), reasons, by: rejectedBy, placeCommandId: waitingFor(order) }];
  },
};

function checkedBy(by: string): RejectedBy {
  if (by === 'stock' || by === 'late' || by === 'merchant') return by;
  throw refusal('invalid_request', 'by', 'must be stock, late or merchant');
}
