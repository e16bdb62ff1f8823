import { orders as calls } from '@noren/bff-contract';
import type { Clock } from '@noren/kernel';
import type { Route } from '@noren/service-kit';
import type { Orders } from '../../application/ports.ts';
import { answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

/** The board, an order, and what moves it on. */
export const orderRoutes = (visitors: Visitors, orders: Orders, clock: Clock): readonly Route[] => [
  answering(visitors, calls.board, ({ params: { shopId } }) => orders.board(shopId, clock.now())),
  answering(visitors, calls.list, ({ params: { shopId }, query: { column, cursor = '' } }) => orders.page(shopId, column, cursor)),
  answering(visitors, calls.get, ({ params: { shopId, orderId } }) => orders.get(shopId, orderId)),
  answering(visitors, calls.accept, ({ params: { shopId, orderId }, body: { version, readyInMinutes } }) =>
    orders.accept(shopId, orderId, version, readyInMinutes),
  ),
  answering(visitors, calls.reject, ({ params: { shopId, orderId }, body: { version, reason, message = '' } }) =>
    orders.reject(shopId, orderId, version, reason, message),
  ),
  answering(visitors, calls.ready, ({ params: { shopId, orderId }, body: { version } }) => orders.markReady(shopId, orderId, version)),
  answering(visitors, calls.handOver, ({ params: { shopId, orderId }, body: { version } }) => orders.handOver(shopId, orderId, version)),
  answering(visitors, calls.cancel, ({ params: { shopId, orderId }, body: { version, reason } }) => orders.cancel(shopId, orderId, version, reason)),
];
