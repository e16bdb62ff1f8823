import type { CompleteEvent, OrderEvent, Status } from '../domain/order.ts';

/** What an order's events say of it, after one of them: all that must be remembered of an order to complete its next event. */
export type CurrentState = Readonly<{ merchantId: string; channel: string; version: number; status: Status }>;

/**
 * Completes an event of a version that did not write whose order it is and how the order stands after it, from how it stood before. An event that says
 * it all comes back as it is. Whoever reads the log from its beginning remembers `stateAfter` by order.
 */
export function upcast(event: OrderEvent, before: CurrentState | undefined): CompleteEvent {
  return isComplete(event) ? event : { ...event, ...missing(event, before) };
}

const isComplete = (event: OrderEvent): event is CompleteEvent => event.type === 'OrderPlaced' || event.status !== '';

export const stateAfter = (event: CompleteEvent): CurrentState => {
  const { merchantId, channel, version, status } = event.type === 'OrderPlaced' ? event.order : event;
  return { merchantId, channel, version, status };
};

function missing(event: Exclude<OrderEvent, { type: 'OrderPlaced' }>, before: CurrentState | undefined): CurrentState {
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
