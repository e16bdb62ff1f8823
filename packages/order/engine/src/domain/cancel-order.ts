import { limits } from '@noren/order-contract/limits';
import { refusal } from '@noren/order-contract/refusals';
import type { Ask, CancelledBy } from './order.ts';
import { statusAfter } from './states.ts';
import { theOrder, waitingFor, wholeOrderKeys } from './the-order.ts';
import { checkText } from './well-formed.ts';

/** The consumer platform or the merchant calls the order off, before the goods have left. */
export const cancelOrder: Ask<'CancelOrder'> = {
  reads: ({ orderId }) => wholeOrderKeys(orderId),
  decide(view, command, { now }) {
    const { orderId, reason, by } = command;
    const order = theOrder(view, command);
    checkText(reason, limits.reasonCharacters, 'reason');
    const cancelledBy = checkedBy(by);
    statusAfter(order, cancelledBy, 'cancel');
    return [{ type: 'OrderCancelled', orderId, shopId: order.shopId, at: now, reason, by: cancelledBy, placeCommandId: waitingFor(order) }];
  },
};

function checkedBy(by: string): CancelledBy {
  if (by === 'platform' || by === 'merchant') return by;
  throw refusal('invalid_request', 'by', 'must be platform or merchant');
}
