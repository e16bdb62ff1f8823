import type { Effects, DecisionContext, View } from '@noren/kernel';
import type { HistoryLine } from '@noren/order-store';
import { late } from '../domain/confirm-order.ts';
import { type Order, type OrderCommand, type OrderEvent, type OrderRecords, wholeOrder } from '../domain/order.ts';
import { historyLine } from './history.ts';

type OrderEffects = Effects<OrderCommand, HistoryLine>;

/** What an event brings along: its line in the order's history, and what becomes of those who wait. */
export const orderEffects = (event: OrderEvent, view: View<OrderRecords>, facts: DecisionContext): OrderEffects => ({
  ...answers(event, view),
  ledger: [historyLine(event, view, facts)],
});

/**
 * A placed order is undecided: its caller waits, and a timer rejects it as late. What decides it first answers that caller with
 * the whole order (a receipt: as it stood then, not as it is today) and stops the timer. Other callers learn the order's status and version.
 */
function answers(event: OrderEvent, view: View<OrderRecords>): OrderEffects {
  switch (event.type) {
    case 'OrderPlaced':
      return { undecided: true, setTimers: [deadline(event.order)] };
    case 'OrderConfirmed':
      return { ...status(event.orderId, view), ...decision(event, view) };
    case 'OrderRejected':
      return event.neverPlaced ? { result: event.neverPlaced } : { ...status(event.orderId, view), ...decision(event, view) };
    case 'OrderCancelled':
      return { ...status(event.orderId, view), ...decision(event, view) };
    case 'LinesReturned':
      return { result: { ...status(event.orderId, view).result, lines: event.lines } };
    default:
      return status(event.orderId, view);
  }
}

const timerKey = (orderId: string): string => `decide/${orderId}`;

const deadline = ({ orderId, decideBy }: Order): NonNullable<OrderEffects['setTimers']>[number] => ({
  key: timerKey(orderId),
  due: decideBy,
  command: { type: 'RejectOrder', orderId, reasons: [late(decideBy)], by: 'late' },
});

const status = (orderId: string, view: View<OrderRecords>): OrderEffects => {
  const order = view.order(orderId);
  return { result: { orderId, status: order?.status, version: order?.version } };
};

/** The answer to whoever placed the order, where this event is it. */
function decision({ orderId, placeCommandId }: Readonly<{ orderId: string; placeCommandId: string }>, view: View<OrderRecords>): OrderEffects {
  const [order, lines] = [view.order(orderId), placeCommandId === '' ? undefined : view.lines(orderId)];
  if (!order || !lines) return {};
  return { decides: { commandId: placeCommandId, result: wholeOrder(order, lines) }, cancelTimers: [timerKey(orderId)] };
}
