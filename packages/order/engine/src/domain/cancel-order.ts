import { limits } from '@noren/order-contract/limits';
import { refusal } from '@noren/order-contract/refusals';
import type { CommandHandler, CancelledBy } from './order.ts';
import { statusAfter } from './states.ts';
import { nextEvent, theOrder, waitingFor, wholeOrderKeys } from './the-order.ts';
import { checkText } from './validation.ts';

/** The consumer platform or the merchant calls the order off, before the goods have left. */
export const cancelOrder: CommandHandler<'CancelOrder'> = {
  reads: ({ orderId }) => wholeOrderKeys(orderId),
  decide(view, command, { now }) {
    const { reason, by } = command;
    const order = theOrder(view, command);
    checkText(reason, limits.reasonCharacters, 'reason');
    const cancelledBy = checkedBy(by);
    const event = nextEvent('OrderCancelled', order, statusAfter(order, cancelledBy, 'cancel'), now);
    return [{ ...event, reason, by: cancelledBy, placeCommandId: waitingFor(order) }];
  },
};

function checkedBy(by: string): CancelledBy {
  if (by === 'platform' || by === 'merchant') return by;
  throw refusal('invalid_request', 'by', 'must be platform or merchant');
}
