import type { ApiParts } from '@noren/engine-kit';
import type { calls, commands } from '@noren/order-contract';
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
export function orderCalls({ submit, queries, store }: ApiParts<typeof calls, typeof commands, OrderQueries>) {
  const may = mayChange(queries, store);
  return {
    placeOrder: placeOrder(submit),
    rejectOrder: rejectOrder(submit, may),
    acceptOrder: acceptOrder(submit, may),
    markReady: markReady(submit, may),
    handOver: handOver(submit, may),
    completeOrder: completeOrder(submit, may),
    cancelOrder: cancelOrder(submit, may),
    returnLines: returnLines(submit, may),
    getOrder: getOrder(queries, store),
    listOrders: listOrders(queries),
    countOrders: countOrders(queries),
    getOrderHistory: getOrderHistory(queries, may),
    getSales: getSales(queries),
  };
}
