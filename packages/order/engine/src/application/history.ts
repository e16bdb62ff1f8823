import type { Facts, LedgerRow, View } from '@noren/kernel';
import type { OrderEvent, OrderRecords } from '../domain/order.ts';

/** An event as a line of its order's history: what happened, how the order stood after it, and who it was. */
export function historyLine(event: OrderEvent, view: View<OrderRecords>, { now, actor }: Facts): LedgerRow {
  const orderId = event.type === 'OrderPlaced' ? event.order.orderId : event.orderId;
  const order = view.order(orderId);
  if (!order) throw new Error(`an event of the order ${orderId}, which is not there`);
  return { orderId, version: order.version, at: now, event: event.type, status: order.status, actor, detail: detailOf(event, order.reasons) };
}

/** What the state does not say. */
function detailOf(event: OrderEvent, reasons: OrderRecords['order']['reasons']): Readonly<Record<string, unknown>> | null {
  switch (event.type) {
    case 'OrderAccepted':
      return { readyInMinutes: event.readyInMinutes };
    case 'OrderRejected':
    case 'OrderCancelled':
      return { reasons };
    case 'LinesReturned':
      return { returned: event.lines.map(({ line, quantity }) => ({ line, quantity })), reason: event.reason };
    default:
      return null;
  }
}
