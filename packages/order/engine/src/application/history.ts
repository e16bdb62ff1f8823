import type { HistoryDetail, HistoryLine } from '@noren/order-store';
import type { DecisionContext, View } from '@noren/kernel';
import { type OrderEvent, orderIdOf, type OrderRecord, type OrderRecords } from '../domain/order.ts';

/** An event as a line of its order's history: what happened, how the order stood after it, and who it was. */
export function historyLine(event: OrderEvent, view: View<OrderRecords>, { now, actor }: DecisionContext): HistoryLine {
  const orderId = orderIdOf(event);
  const order = view.order(orderId);
  if (!order) throw new Error(`an event of the order ${orderId}, which is not there`);
  const detail = detailOf(event, order);
  return { orderId, version: order.version, at: now, event: event.type, status: order.status, actor, ...(detail ? { detail } : {}) };
}

/** What the state does not say. */
function detailOf(event: OrderEvent, { reasons }: OrderRecord): HistoryDetail | undefined {
  switch (event.type) {
    case 'OrderAccepted':
      return { readyInMinutes: event.readyInMinutes };
    case 'OrderRejected':
    case 'OrderCancelled':
      return { reasons };
    case 'LinesReturned':
      return { returned: event.lines.map(({ line, quantity }) => ({ line, quantity })), reason: event.reason };
    default:
      return undefined;
  }
}
