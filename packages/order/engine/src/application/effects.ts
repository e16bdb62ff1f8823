import type { Effects, Facts, View } from '@noren/kernel';
import { late } from '../domain/confirm-order.ts';
import { type Order, type OrderCommand, type OrderEvent, type OrderRecords, wholeOrder } from '../domain/order.ts';

/**
 * What an event brings along. A placed order is undecided: its caller waits, and a timer rejects it as late. What decides it first answers that caller with
 * the whole order (a receipt: as it stood then, not as it is today) and stops the timer. Other callers learn the order's status.
 */
export function orderEffects(event: OrderEvent, view: View<OrderRecords>, _facts: Facts): Effects<OrderCommand> {
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
      return { result: { orderId: event.orderId, status: view.order(event.orderId)?.status, lines: event.lines } };
    default:
      return status(event.orderId, view);
  }
}

const timerKey = (orderId: string): string => `decide/${orderId}`;

const deadline = ({ orderId, decideBy }: Order): NonNullable<Effects<OrderCommand>['setTimers']>[number] => ({
  key: timerKey(orderId),
  due: decideBy,
  command: { type: 'RejectOrder', orderId, reasons: [late(decideBy)], by: 'late' },
});

const status = (orderId: string, view: View<OrderRecords>): Effects<OrderCommand> => ({ result: { orderId, status: view.order(orderId)?.status } });

/** The answer to whoever placed the order, where this event is it. */
function decision({ orderId, placeCommandId }: Readonly<{ orderId: string; placeCommandId: string }>, view: View<OrderRecords>): Effects<OrderCommand> {
  const [order, lines] = [view.order(orderId), placeCommandId === '' ? undefined : view.lines(orderId)];
  if (!order || !lines) return {};
  return { decides: { commandId: placeCommandId, result: wholeOrder(order, lines) }, cancelTimers: [timerKey(orderId)] };
}
