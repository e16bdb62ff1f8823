import type { Keys, View } from '@noren/kernel';
import { refusal } from '@noren/order-contract/refusals';
import type { Order, OrderRecord, OrderRecords, Status } from './order.ts';
import { isOrderId } from './validation.ts';

/** The record of an order. An id that no order can have is not looked up. */
export const orderKeys = (orderId: string): Keys<OrderRecords> => (isOrderId(orderId) ? { order: [orderId] } : {});
/** The order with its lines: for what changes the lines, or tells the whole order to a waiter. */
export const wholeOrderKeys = (orderId: string): Keys<OrderRecords> => (isOrderId(orderId) ? { order: [orderId], lines: [orderId] } : {});

/** The order that a command is about, which must be as its caller saw it where that is said. */
export function theOrder(view: View<OrderRecords>, { orderId, expectedVersion }: Readonly<{ orderId: string; expectedVersion?: number }>): OrderRecord {
  const order = isOrderId(orderId) ? view.order(orderId) : undefined;
  if (!order) throw refusal('order_not_found', 'orderId');
  if (expectedVersion !== undefined && expectedVersion !== order.version)
    throw refusal('version_conflict', 'expectedVersion', `it is ${order.status} now, at version ${order.version} since ${order.updatedAt}`);
  return order;
}

/** The command whose waiter is answered by what happens now; empty where the order was decided before. */
export const waitingFor = (order: OrderRecord): string => (order.status === 'placed' ? order.placeCommandId : '');

type OfOrder = Pick<Order, 'orderId' | 'shopId' | 'merchantId' | 'channel' | 'version' | 'status'>;
/** What every event says: whose order it is, and how the order stands after it. */
export const eventOf = <const Type extends string>(type: Type, { orderId, shopId, merchantId, channel, version, status }: OfOrder, at: string) => ({
  type,
  orderId,
  shopId,
  at,
  merchantId,
  channel,
  version,
  status,
});
/** The next event of an order, by which it comes to a status. */
export const nextEvent = <const Type extends string>(type: Type, order: OrderRecord, status: Status, at: string) =>
  eventOf(type, { ...order, version: order.version + 1, status }, at);
