import { type Changes, type Decider, decider, type View } from '@noren/kernel';
import { acceptOrder } from '../domain/accept-order.ts';
import { cancelOrder } from '../domain/cancel-order.ts';
import { completeOrder } from '../domain/complete-order.ts';
import { confirmOrder } from '../domain/confirm-order.ts';
import { handOver } from '../domain/hand-over.ts';
import { markReady } from '../domain/mark-ready.ts';
import { type CompleteEvent, type Order, type OrderCommand, type OrderEvent, orderIdOf, type OrderRecord, type OrderRecords } from '../domain/order.ts';
import { placeOrder } from '../domain/place-order.ts';
import { rejectOrder } from '../domain/reject-order.ts';
import { returnLines } from '../domain/return-lines.ts';
import { upcast } from './upcast.ts';

const rules = decider<OrderRecords, OrderCommand, CompleteEvent>({
  commands: {
    PlaceOrder: placeOrder,
    ConfirmOrder: confirmOrder,
    RejectOrder: rejectOrder,
    AcceptOrder: acceptOrder,
    MarkReady: markReady,
    HandOver: handOver,
    CompleteOrder: completeOrder,
    CancelOrder: cancelOrder,
    ReturnLines: returnLines,
  },
  events: {
    OrderPlaced: (_view, { order, placeCommandId }) => made(order, placeCommandId),
    OrderConfirmed: (view, event) => changed(view, event),
    OrderRejected: (view, event) => (event.neverPlaced ? made(event.neverPlaced, event.placeCommandId) : changed(view, event, { reasons: event.reasons })),
    OrderAccepted: (view, event) => changed(view, event, { readyInMinutes: event.readyInMinutes }),
    OrderReady: (view, event) => changed(view, event),
    OrderHandedOver: (view, event) => changed(view, event),
    OrderCompleted: (view, event) => changed(view, event),
    OrderCancelled: (view, event) => changed(view, event, { reasons: [{ code: `cancelled_by_${event.by}`, message: event.reason }] }),
    LinesReturned: (view, event) => ({ ...changed(view, event), ...withReturns(view, event) }),
  },
});

/** All that Order can be asked, and all that happens in it. Events of older versions are completed before they are folded. */
export const orderRules: Decider<OrderRecords, OrderCommand, OrderEvent> = {
  ...rules,
  evolve: (view, event) => rules.evolve(view, upcast(event, view.order(orderIdOf(event)))),
};

function made({ lines, ...order }: Order, placeCommandId: string): Changes<OrderRecords> {
  const { orderId } = order;
  return { order: { [orderId]: { ...order, placeCommandId } }, lines: { [orderId]: { orderId, lines } } };
}

type Transition = Exclude<CompleteEvent, { type: 'OrderPlaced' }>;
function changed(view: View<OrderRecords>, { orderId, at, version, status }: Transition, change: Partial<OrderRecord> = {}): Changes<OrderRecords> {
  const order = view.order(orderId);
  if (!order) throw new Error(`an event of the order ${orderId}, which is not there`);
  return { order: { [orderId]: { ...order, ...change, updatedAt: at, version, status } } };
}

function withReturns(view: View<OrderRecords>, { orderId, lines }: Extract<CompleteEvent, { type: 'LinesReturned' }>): Changes<OrderRecords> {
  const returned = new Map(lines.map(({ line, quantity }) => [line, quantity]));
  const ordered = view.lines(orderId)?.lines ?? [];
  return { lines: { [orderId]: { orderId, lines: ordered.map((line) => ({ ...line, returned: line.returned + (returned.get(line.line) ?? 0) })) } } };
}
