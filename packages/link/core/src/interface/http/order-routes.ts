import type { calls, records } from '@noren/order-contract';
import { positionHeader, positionOf, type Route, route, tagged, VERSION_TAG } from '@noren/service-kit';
import { z } from 'zod';
import type { Changed, changeOrder } from '../../application/change-order.ts';
import type { getOperation } from '../../application/get-operation.ts';
import type { Orders } from '../../application/orders.ts';
import type { placeOrder } from '../../application/place-order.ts';
import { CancelOrder, Operation, Order, orderView, Pending, placeLine, PlaceOrder, ReturnLines, told } from './order-schemas.ts';
import { LONGEST_WAIT_S, waitHeader, waitMs, waitQuery } from './wait.ts';
import { id } from './schemas.ts';
import type { Reached } from './wait-for-position.ts';

type OrderRequest = NonNullable<calls.Submission['request']>;

type OrderParts = Readonly<{
  orders: Pick<Orders<records.Order, OrderRequest>, 'order'>;
  place: ReturnType<typeof placeOrder<records.Order, OrderRequest>>;
  change: ReturnType<typeof changeOrder<records.Order, OrderRequest>>;
  operation: ReturnType<typeof getOperation<records.Order>>;
  reached: Reached;
}>;

/** An order of 1,000 lines has a place; whoever waits longest still gets an answer. */
const WRITES = { bodyLimit: 1024 * 1024, timeoutMs: (LONGEST_WAIT_S + 10) * 1_000 } as const;
const HEADERS = { 'Idempotent-Replayed': 'true: this is the answer to an earlier call under the same key' };
const POSITION = {
  'Noren-Position':
    'Behind the decision in the log, and behind the stock that it rests on: a read that is sent it sees the order as decided, and of stock what the order took or was short of. What a cancel or a return puts back is counted a moment later, and is not waited for',
};
const changedResponse = { description: 'The order as it stands now', schema: Order, headers: { ...HEADERS, ...POSITION, ...VERSION_TAG } } as const;
const pendingResponse = {
  description: 'Accepted for good, and not decided yet: ask for the operation, or repeat the call',
  schema: Pending,
  headers: { ...HEADERS, Location: 'The operation' },
} as const;
const params = z.strictObject({ orderId: id });

/** Orders: asked of Order, which decides them. */
export const orderRoutes = (parts: OrderParts): readonly Route[] => [placing(parts), reading(parts), cancelling(parts), returning(parts), operations(parts)];

const placing = ({ place }: OrderParts): Route =>
  route({
    method: 'POST',
    path: '/v1/orders',
    summary: 'Place an order',
    description:
      'Waits for the decision: 201 with the order, confirmed or rejected with its reasons. What takes longer is answered 202. A repeat with the same Idempotency-Key and body gets the first answer; the same key with another body is refused. Keys are kept for 31 days.',
    tags: ['Orders'],
    scope: 'orders:write',
    idempotent: true,
    ...WRITES,
    query: z.strictObject(waitQuery),
    headers: waitHeader,
    body: PlaceOrder,
    problems: ['shop_not_found', 'currency', 'total'],
    responses: {
      201: {
        description: 'Decided: confirmed, or rejected with its reasons',
        schema: Order,
        headers: { ...HEADERS, ...POSITION, ...VERSION_TAG, Location: 'The order' },
      },
      202: pendingResponse,
    },
    async handle({ body, call, query, headers }) {
      const { shopId, externalId = '' } = body;
      const value = { shopId, externalId, lines: body.lines.map(placeLine), decideWithinS: 0 };
      const placed = await place(call, shopId, { $case: 'placeOrder', value }, waitMs(query.wait, headers.prefer));
      if (!placed.decided) return pending(placed);
      const answered = { ...replayed(placed), location: `/v1/orders/${placed.orderId}`, ...tagged(placed.order.version), ...positionOf(placed.positions) };
      return { status: 201, body: told(placed.order), headers: answered };
    },
  });

const reading = ({ orders, reached }: OrderParts): Route =>
  route({
    method: 'GET',
    path: '/v1/orders/{orderId}',
    summary: 'An order as it stands',
    tags: ['Orders'],
    scope: 'orders:read',
    params,
    headers: positionHeader,
    problems: ['order_not_found'],
    responses: { 200: { description: 'The order', schema: Order, headers: VERSION_TAG } },
    async handle({ params: { orderId }, headers }) {
      const current = await reached(headers);
      const order = await orders.order(orderId);
      return { status: 200, body: orderView.of(order, { stale: !current }), headers: tagged(order.version) };
    },
  });

const cancelling = ({ change }: OrderParts): Route =>
  route({
    method: 'POST',
    path: '/v1/orders/{orderId}/cancel',
    summary: 'Call an order off',
    description: 'Until it is handed over.',
    tags: ['Orders'],
    scope: 'orders:write',
    idempotent: 'where sent',
    ifMatch: true,
    ...WRITES,
    params,
    query: z.strictObject(waitQuery),
    headers: waitHeader,
    body: CancelOrder.optional(),
    problems: ['order_not_found', 'order_state'],
    responses: { 200: changedResponse, 202: pendingResponse },
    async handle({ params: { orderId }, body, call, query, headers, expectedVersion }) {
      const request = { $case: 'cancelOrder', value: { orderId, reason: body?.reason ?? '', expectedVersion } } as const;
      return changed(orderId, await change(call, orderId, request, waitMs(query.wait, headers.prefer)));
    },
  });

const returning = ({ change }: OrderParts): Route =>
  route({
    method: 'POST',
    path: '/v1/orders/{orderId}/returns',
    summary: 'Take lines of an order back',
    description: 'After it is handed over; no more than was ordered. Send an Idempotency-Key: without one, a repeat is another return.',
    tags: ['Orders'],
    scope: 'orders:write',
    idempotent: 'where sent',
    ifMatch: true,
    ...WRITES,
    params,
    query: z.strictObject(waitQuery),
    headers: waitHeader,
    body: ReturnLines,
    problems: ['order_not_found', 'order_state', 'returned_too_many', 'line'],
    responses: { 200: changedResponse, 202: pendingResponse },
    async handle({ params: { orderId }, body, call, query, headers, expectedVersion }) {
      const { lines, restock = true, reason = '' } = body;
      const request = { $case: 'returnLines', value: { orderId, lines, restock, reason, expectedVersion } } as const;
      return changed(orderId, await change(call, orderId, request, waitMs(query.wait, headers.prefer)));
    },
  });

const operations = ({ operation }: OrderParts): Route =>
  route({
    method: 'GET',
    path: '/v1/operations/{operationId}',
    summary: 'What became of a call that was answered 202',
    tags: ['Orders'],
    scope: ['orders:read', 'orders:write'],
    params: z.strictObject({ operationId: id }),
    problems: ['operation_not_found'],
    responses: { 200: { description: 'How far it is', schema: Operation } },
    async handle({ params: { operationId } }) {
      const { order, ...found } = await operation(operationId);
      return { status: 200, body: { ...found, ...(order ? { order: told(order) } : {}) } };
    },
  });

const replayed = (answer: Readonly<{ replayed: boolean }>): Record<string, string> => (answer.replayed ? { 'idempotent-replayed': 'true' } : {});

const pending = (answer: Readonly<{ operationId: string; orderId: string; replayed: boolean }>) => ({
  status: 202 as const,
  body: { operationId: answer.operationId, orderId: answer.orderId, status: 'pending' as const },
  headers: { ...replayed(answer), location: `/v1/operations/${answer.operationId}` },
});

const changed = (orderId: string, answer: Changed<records.Order>) =>
  answer.decided
    ? { status: 200 as const, body: told(answer.order), headers: { ...replayed(answer), ...tagged(answer.order.version), ...positionOf(answer.positions) } }
    : pending({ ...answer, orderId });
