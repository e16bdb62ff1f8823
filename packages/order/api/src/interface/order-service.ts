import { type Operations, type Queryable, storedOutcomes } from '@noren/engine-kit';
import { refusal } from '@noren/order-contract/refusals';
import { calls } from '@noren/order-contract';
import { answerItem, authorised, type AuthenticatedCall, type Host, parsed, type Served, served, unary } from '@noren/service-kit';
import { AcceptOrder } from '../application/accept-order.ts';
import { CancelOrder } from '../application/cancel-order.ts';
import { CompleteOrder } from '../application/complete-order.ts';
import { CountOrders } from '../application/count-orders.ts';
import { GetOrder } from '../application/get-order.ts';
import { GetOrderHistory } from '../application/get-order-history.ts';
import { GetSales } from '../application/get-sales.ts';
import { HandOver } from '../application/hand-over.ts';
import type { OrderCalls } from '../application/index.ts';
import { ListOrders } from '../application/list-orders.ts';
import { MarkReady } from '../application/mark-ready.ts';
import { PlaceOrder } from '../application/place-order.ts';
import { RejectOrder } from '../application/reject-order.ts';
import { ReturnLines } from '../application/return-lines.ts';
import { whoMay } from './who-may.ts';

type Edge = Pick<Host, 'identities' | 'logger'>;

/** Order's calls as gRPC serves them. */
export const orderService = (run: OrderCalls, operations: Operations, db: Queryable, edge: Edge): Served =>
  served(calls.OrderServiceService, {
    placeOrder: unary({ roles: whoMay.placeOrder, schema: PlaceOrder, run: run.placeOrder }),
    rejectOrder: unary({ roles: whoMay.rejectOrder, schema: RejectOrder, run: run.rejectOrder }),
    acceptOrder: unary({ roles: whoMay.acceptOrder, schema: AcceptOrder, run: run.acceptOrder }),
    markReady: unary({ roles: whoMay.markReady, schema: MarkReady, run: run.markReady }),
    handOver: unary({ roles: whoMay.handOver, schema: HandOver, run: run.handOver }),
    completeOrder: unary({ roles: whoMay.completeOrder, schema: CompleteOrder, run: run.completeOrder }),
    cancelOrder: unary({ roles: whoMay.cancelOrder, schema: CancelOrder, run: run.cancelOrder }),
    returnLines: unary({ roles: whoMay.returnLines, schema: ReturnLines, run: run.returnLines }),
    submit: unary({ roles: whoMay.submit, run: ({ items }) => submit(run, edge, items) }),
    getOrder: unary({ roles: whoMay.getOrder, schema: GetOrder, run: run.getOrder }),
    listOrders: unary({ roles: whoMay.listOrders, schema: ListOrders, run: run.listOrders }),
    countOrders: unary({ roles: whoMay.countOrders, schema: CountOrders, run: run.countOrders }),
    getOrderHistory: unary({ roles: whoMay.getOrderHistory, schema: GetOrderHistory, run: run.getOrderHistory }),
    getSales: unary({ roles: whoMay.getSales, schema: GetSales, run: run.getSales }),
    getOutcomes: unary({ roles: whoMay.getOutcomes, run: async ({ commandIds }) => ({ outcomes: [...(await storedOutcomes(db, commandIds))] }) }),
    getOperation: unary({ roles: whoMay.getOperation, run: operations.get }),
    waitOperation: unary({ roles: whoMay.waitOperation, run: operations.wait }),
  });

/** Many callers' calls that came as one: each is checked, run and answered by itself. */
async function submit(run: OrderCalls, edge: Edge, items: readonly calls.Submission[]): Promise<calls.SubmitResponse> {
  const results = await Promise.all(
    items.map(async ({ context, request }) => ({ result: await answerItem(edge, { context, asks: request?.$case }, (call) => one(run, request, call)) })),
  );
  return { results };
}

function one(run: OrderCalls, request: calls.Submission['request'], caller: AuthenticatedCall) {
  if (!request) throw refusal('request_missing', 'request');
  const call = authorised(caller, whoMay[request.$case]);
  switch (request.$case) {
    case 'placeOrder':
      return run.placeOrder(parsed(PlaceOrder, request.value), call);
    case 'rejectOrder':
      return run.rejectOrder(parsed(RejectOrder, request.value), call);
    case 'acceptOrder':
      return run.acceptOrder(parsed(AcceptOrder, request.value), call);
    case 'markReady':
      return run.markReady(parsed(MarkReady, request.value), call);
    case 'handOver':
      return run.handOver(parsed(HandOver, request.value), call);
    case 'completeOrder':
      return run.completeOrder(parsed(CompleteOrder, request.value), call);
    case 'cancelOrder':
      return run.cancelOrder(parsed(CancelOrder, request.value), call);
    case 'returnLines':
      return run.returnLines(parsed(ReturnLines, request.value), call);
  }
}
