import { Refusal } from '@noren/kernel';
import type { Ask, CancelledBy } from './order.ts';
import { statusAfter } from './states.ts';
import { nextEvent, theOrder, waitingFor, wholeOrderKeys } from './the-order.ts';
import { checkText } from './well-formed.ts';

/** The consumer platform or the merchant calls the order off, before the goods have left. */
export const cancelOrder: Ask<'CancelOrder'> = {
  reads: ({ orderId }) => wholeOrderKeys(orderId),
  decide(view, command, { now }) {
    const { reason, by } = command;
    const order = theOrder(view, command);
    checkText(reason, 500, 'reason');
    const cancelledBy = checkedBy(by);
    const event = nextEvent('OrderCancelled', order, statusAfter(order, cancelledBy, 'cancel'), now);
    return [{ ...event, reason, by: cancelledBy, placeCommandId: waitingFor(order) }];
  },
};

function checkedBy(by: string): CancelledBy {
  if (by === 'platform' || by === 'merchant') return by;
  throw new Refusal('invalid', 'by', 'an order is cancelled by platform or merchant', 'by');
}
