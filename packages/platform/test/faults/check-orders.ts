import { foldText } from '@noren/kernel';
import { type Breach, breach } from './breach.ts';
import type { History, Line, OrderEvent } from './history.ts';

/** Which event may follow in which state, and what comes of it. Written down here once more: the checker does not ask whom it checks. */
const paths: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: { OrderPlaced: 'placed' },
  placed: { OrderConfirmed: 'confirmed', OrderRejected: 'rejected', OrderCancelled: 'cancelled' },
  confirmed: { OrderAccepted: 'accepted', OrderRejected: 'rejected', OrderCancelled: 'cancelled' },
  accepted: { OrderReady: 'ready', OrderHandedOver: 'handed_over', OrderCancelled: 'cancelled' },
  ready: { OrderHandedOver: 'handed_over', OrderCancelled: 'cancelled' },
  handed_over: { OrderCompleted: 'completed', LinesReturned: 'handed_over' },
  completed: { LinesReturned: 'completed' },
  rejected: {},
  cancelled: {},
};

/** What an order's goods must be in each state. */
const heldIn: Readonly<Record<string, readonly string[]>> = {
  confirmed: ['held'],
  accepted: ['held'],
  ready: ['held'],
  handed_over: ['committed'],
  completed: ['committed'],
  rejected: ['none', 'released'],
  cancelled: ['none', 'released'],
};

/** Each order went a legal way, in the order of the log, to where it stands; its hold is what its state says, line by line. */
export function checkOrders(history: History): readonly Breach[] {
  return [...legalPaths(history), ...noneHalfWay(history), ...holdsAgree(history)];
}

function legalPaths({ orderEvents, orders }: History): readonly Breach[] {
  const rows = new Map(orders.map((order) => [order.orderId, order.status]));
  const byOrder = Map.groupBy(orderEvents, ({ orderId }) => orderId);
  const breaches = [...byOrder].flatMap(([orderId, events]) => {
    const { state, wrong } = follow(events);
    if (wrong) return [breach('an order goes a legal way', `${orderId}: ${events.map(({ type }) => type).join(' → ')}`)];
    return rows.get(orderId) === state
      ? []
      : [breach('an order stands where its events led', `${orderId}: events say ${state}, the table ${rows.get(orderId) ?? 'nothing'}`)];
  });
  const withoutEvents = orders.filter(({ orderId }) => !byOrder.has(orderId));
  return [...breaches, ...withoutEvents.map(({ orderId }) => breach('an order stands where its events led', `${orderId} has no events`))];
}

function follow(events: readonly OrderEvent[]): Readonly<{ state: string; wrong: boolean }> {
  let state = 'none';
  for (const { type, neverPlaced } of events) {
    const next = state === 'none' && type === 'OrderRejected' && neverPlaced ? 'rejected' : paths[state]?.[type];
    if (next === undefined) return { state, wrong: true };
    state = next;
  }
  return { state, wrong: false };
}

const noneHalfWay = ({ orders }: History): readonly Breach[] =>
  orders.flatMap(({ orderId, status }) => (status === 'placed' ? [breach('no order is left undecided', `${orderId} is only placed`)] : []));

function holdsAgree({ orders, holds }: History): readonly Breach[] {
  const held = new Map(holds.map((hold) => [hold.holder, hold]));
  const known = new Set(orders.map(({ orderId }) => orderId));
  const wrong = orders.flatMap(({ orderId, status, lines }) => {
    const hold = held.get(orderId);
    const want = heldIn[status];
    if (want && !want.includes(hold?.status ?? 'none'))
      return [breach('confirmed orders and holds agree', `${orderId} is ${status}, its hold ${hold?.status ?? 'none'}`)];
    return want && hold && hold.status !== 'released' && sums(lines) !== sums(hold.lines)
      ? [breach('an order gets all lines or none', `${orderId}: ${sums(lines)} ordered, ${sums(hold.lines)} held`)]
      : [];
  });
  const nobodys = holds.filter(({ holder, status }) => holder.startsWith('ord_') && status !== 'released' && !known.has(holder));
  return [...wrong, ...nobodys.map(({ holder }) => breach('confirmed orders and holds agree', `${holder} holds goods and is no order`))];
}

/** Lines of one article may be split or folded: what counts is how much of it. */
function sums(lines: readonly Line[]): string {
  const by = new Map<string, number>();
  for (const { sku, quantity } of lines) by.set(foldText(sku), (by.get(foldText(sku)) ?? 0) + quantity);
  return JSON.stringify([...by].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
