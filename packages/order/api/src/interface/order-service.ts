import { type Operations, type Queryable, storedOutcomes } from '@noren/engine-kit';
import { Refusal } from '@noren/kernel';
import { calls } from '@noren/order-contract';
import { answerItem, type AuthenticatedCall, type Host, parsed, requireRole, type Role, type Served, served, unary } from '@noren/service-kit';
import { AcceptOrder } from '../application/accept-order.ts';
import { CancelOrder } from '../application/cancel-order.ts';
import { CompleteOrder } from '../application/complete-order.ts';
import { GetOrder } from '../application/get-order.ts';
import { HandOver } from '../application/hand-over.ts';
import type { OrderCalls } from '../application/index.ts';
import { ListOrders } from '../application/list-orders.ts';
import { MarkReady } from '../application/mark-ready.ts';
import { PlaceOrder } from '../application/place-order.ts';
import { RejectOrder } from '../application/reject-order.ts';
import { ReturnLines } from '../application/return-lines.ts';

const platform: readonly Role[] = ['platform', 'service'];
const merchant: readonly Role[] = ['merchant', 'service'];
const anyone: readonly Role[] = ['platform', 'merchant', 'service'];

type Edge = Pick<Host, 'identities' | 'logger'>;

/** Order's calls as gRPC serves them. */
export const orderService = (run: OrderCalls, operations: Operations, db: Queryable, edge: Edge): Served =>
  served(calls.OrderServiceService, {
    placeOrder: unary({ roles: platform, schema: PlaceOrder, run: run.placeOrder }),
    rejectOrder: unary({ roles: merchant, schema: RejectOrder, run: run.rejectOrder }),
    acceptOrder: unary({ roles: merchant, schema: AcceptOrder, run: run.acceptOrder }),
    markReady: unary({ roles: merchant, schema: MarkReady, run: run.markReady }),
    handOver: unary({ roles: merchant, schema: HandOver, run: run.handOver }),
    completeOrder: unary({ roles: merchant, schema: CompleteOrder, run: run.completeOrder }),
    cancelOrder: unary({ roles: anyone, schema: CancelOrder, run: run.cancelOrder }),
    returnLines: unary({ roles: anyone, schema: ReturnLines, run: run.returnLines }),
    submit: unary({ roles: ['service'], run: ({ items }) => submit(run, edge, items) }),
    getOrder: unary({ roles: anyone, schema: GetOrder, run: run.getOrder }),
    listOrders: unary({ roles: merchant, schema: ListOrders, run: run.listOrders }),
    getOutcomes: unary({ roles: ['service'], run: async ({ commandIds }) => ({ outcomes: [...(await storedOutcomes(db, commandIds))] }) }),
    getOperation: unary({ roles: anyone, run: operations.get }),
    waitOperation: unary({ roles: anyone, run: operations.wait }),
  });

/** Many callers' calls that came as one: each is checked, run and answered by itself. */
async function submit(run: OrderCalls, edge: Edge, items: readonly calls.Submission[]): Promise<calls.SubmitResponse> {
  const results = await Promise.all(
    items.map(async ({ context, request }) => ({ result: await answerItem(edge, { context, asks: request?.$case }, (call) => one(run, request, call)) })),
  );
  return { results };
}

function one(run: OrderCalls, request: calls.Submission['request'], call: AuthenticatedCall) {
  const role = (roles: readonly Role[]): void => requireRole(call.identity, ...roles);
  switch (request?.$case) {
    case 'placeOrder':
      role(platform);
      return run.placeOrder(parsed(PlaceOrder, request.value), call);
    case 'rejectOrder':
      role(merchant);
      return run.rejectOrder(parsed(RejectOrder, request.value), call);
    case 'acceptOrder':
      role(merchant);
      return run.acceptOrder(parsed(AcceptOrder, request.value), call);
    case 'markReady':
      role(merchant);
      return run.markReady(parsed(MarkReady, request.value), call);
    case 'handOver':
      role(merchant);
      return run.handOver(parsed(HandOver, request.value), call);
    case 'completeOrder':
      role(merchant);
      return run.completeOrder(parsed(CompleteOrder, request.value), call);
    case 'cancelOrder':
      role(anyone);
      return run.cancelOrder(parsed(CancelOrder, request.value), call);
    case 'returnLines':
      role(anyone);
      return run.returnLines(parsed(ReturnLines, request.value), call);
    case undefined:
      throw new Refusal('invalid', 'request_missing', 'the item of the batch asks nothing', 'request');
  }
}
