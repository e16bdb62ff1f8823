import type { Ask, Queryable } from '@noren/engine-kit';
import type { OrderQueries } from '@noren/order-store';
import { acceptOrder } from './accept-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { completeOrder } from './complete-order.ts';
import { countOrders } from './count-orders.ts';
import { getOrder } from './get-order.ts';
import { getOrderHistory } from './get-order-history.ts';
import { getSales } from './get-sales.ts';
import { handOver } from './hand-over.ts';
import { listOrders } from './list-orders.ts';
import { markReady } from './mark-ready.ts';
import { mayChange } from './may-change.ts';
import { placeOrder } from './place-order.ts';
import { rejectOrder } from './reject-order.ts';
import { returnLines } from './return-lines.ts';

/** Everything Order can be asked. */
export function orderCalls(ask: Ask, queries: OrderQueries, db: Queryable) {
  const may = mayChange(queries, db);
  return {
    placeOrder: placeOrder(ask),
    rejectOrder: rejectOrder(ask, may),
    acceptOrder: acceptOrder(ask, may),
    markReady: markReady(ask, may),
    handOver: handOver(ask, may),
    completeOrder: completeOrder(ask, may),
    cancelOrder: cancelOrder(ask, may),
    returnLines: returnLines(ask, may),
    getOrder: getOrder(queries, db),
    listOrders: listOrders(queries),
    countOrders: countOrders(queries),
    getOrderHistory: getOrderHistory(queries, db),
    getSales: getSales(queries),
  };
}
export type OrderCalls = ReturnType<typeof orderCalls>;
