import { type Changes, decider, type View } from '@noren/kernel';
import { acceptOrder } from '../domain/accept-order.ts';
import { cancelOrder } from '../domain/cancel-order.ts';
import { completeOrder } from '../domain/complete-order.ts';
import { confirmOrder } from '../domain/confirm-order.ts';
import { handOver } from '../domain/hand-over.ts';
import { markReady } from '../domain/mark-ready.ts';
import type { Order, OrderCommand, OrderEvent, OrderRecord, OrderRecords } from '../domain/order.ts';
import { placeOrder } from '../domain/place-order.ts';
import { rejectOrder } from '../domain/reject-order.ts';
import { returnLines } from '../domain/return-lines.ts';

/** All that Order can be asked, and all that it tells. */
export const orderRules = decider<OrderRecords, OrderCommand, OrderEvent>({
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
    OrderConfirmed: (view, event) => changed(view, event, { status: 'confirmed' }),
    OrderRejected: (view, event) =>
      event.neverPlaced ? made(event.neverPlaced, event.placeCommandId) : changed(view, event, { status: 'rejected', reasons: event.reasons }),
    OrderAccepted: (view, event) => changed(view, event, { status: 'accepted', readyInMinutes: event.readyInMinutes }),
    OrderReady: (view, event) => changed(view, event, { status: 'ready' }),
    OrderHandedOver: (view, event) => changed(view, event, { status: 'handed_over' }),
    OrderCompleted: (view, event) => changed(view, event, { status: 'completed' }),
    OrderCancelled: (view, event) => changed(view, event, { status: 'cancelled', reasons: [{ code: `cancelled_by_${event.by}`, message: event.reason }] }),
    LinesReturned: (view, event) => ({ ...changed(view, event, {}), ...withReturns(view, event) }),
  },
});

function made({ lines, ...order }: Order, placeCommandId: string): Changes<OrderRecords> {
  const { orderId } = order;
  return { order: { [orderId]: { ...order, placeCommandId } }, lines: { [orderId]: { orderId, lines } } };
}

function changed(view: View<OrderRecords>, { orderId, at }: Readonly<{ orderId: string; at: string }>, change: Partial<OrderRecord>): Changes<OrderRecords> {
  const order = view.order(orderId);
  if (!order) throw new Error(`an event of the order ${orderId}, which is not there`);
  return { order: { [orderId]: { ...order, ...change, updatedAt: at, version: order.version + 1 } } };
}

function withReturns(view: View<OrderRecords>, { orderId, lines }: Extract<OrderEvent, { type: 'LinesReturned' }>): Changes<OrderRecords> {
  const returned = new Map(lines.map(({ line, quantity }) => [line, quantity]));
  const ordered = view.lines(orderId)?.lines ?? [];
  return { lines: { [orderId]: { orderId, lines: ordered.map((line) => ({ ...line, returned: line.returned + (returned.get(line.line) ?? 0) })) } } };
}
