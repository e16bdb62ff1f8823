import type { CompleteEvent, OrderEvent, Status } from '../domain/order.ts';

/** What an order's events say of it, as it stands after one of them: all that must be remembered of an order to complete its next event. */
export type Standing = Readonly<{ merchantId: string; channel: string; version: number; status: Status }>;

/**
 * Completes an event of a version that did not write whose order it is and how the order stands after it, from how it stood before. An event that says
 * it all comes back as it is. Whoever reads the log from its beginning remembers `standingAfter` by order.
 */
export function upcast(event: OrderEvent, before: Standing | undefined): CompleteEvent {
  if (event.type === 'OrderPlaced') return event;
  const { status } = event;
  return status === '' ? { ...event, ...missing(event, before) } : { ...event, status };
}

export const standingAfter = (event: CompleteEvent): Standing => {
  const { merchantId, channel, version, status } = event.type === 'OrderPlaced' ? event.order : event;
  return { merchantId, channel, version, status };
};

function missing(event: Exclude<OrderEvent, { type: 'OrderPlaced' }>, before: Standing | undefined): Standing {
  const placed = event.type === 'OrderRejected' ? event.neverPlaced : undefined;
  if (placed) return { merchantId: placed.merchantId, channel: placed.channel, version: placed.version, status: placed.status };
  if (!before) throw new Error(`${event.type} of the order ${event.orderId}, which is not there`);
  return { merchantId: before.merchantId, channel: before.channel, version: before.version + 1, status: statusesAfter[event.type] ?? before.status };
}

/** The status after an event; where it has none, the order's own. */
const statusesAfter: { readonly [Type in Exclude<OrderEvent['type'], 'OrderPlaced'>]: Status | undefined } = {
  OrderConfirmed: 'confirmed',
  OrderRejected: 'rejected',
  OrderAccepted: 'accepted',
  OrderReady: 'ready',
  OrderHandedOver: 'handed_over',
  OrderCompleted: 'completed',
  OrderCancelled: 'cancelled',
  LinesReturned: undefined,
};
