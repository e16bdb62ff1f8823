import type { records } from '@noren/order-contract';
import { limits } from '@noren/order-contract/limits';
import { orderStatuses } from '@noren/order-contract/statuses';
import { cursorQuery, limitQuery, line, listQuery, nextCursor, nextCursorOf, type Route, route, tagged, VERSION_TAG } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import { z } from 'zod';
import { Moved, moved } from '../application/orders.ts';
import { orderId, shopId } from '../application/schemas.ts';
import type { Contexts } from '../application/ports.ts';
import { orderView } from './order-view.ts';
import { knownShop, REPLAYED } from './replies.ts';

const params = z.strictObject({ orderId });
const problems = ['order_not_found', 'order_state'];

/** Which order is to move on, and from which version where that is said. */
type Move = Readonly<{ orderId: string; expectedVersion: number | undefined }>;

/** A move of an order as a till makes it: the same form for each. */
function move<Body>(
  contexts: Contexts,
  about: Readonly<{ verb: string; summary: string; body: z.ZodType<Body>; ask(move: Move, body: Body): Promise<Accepted> }>,
): Route {
  return route({
    method: 'POST',
    path: `/v1/orders/{orderId}/${about.verb}`,
    summary: about.summary,
    tags: ['Orders'],
    scope: 'orders:write',
    idempotent: true,
    ifMatch: true,
    params,
    body: about.body,
    problems,
    responses: { 200: { description: 'How the order stands now', schema: Moved, headers: { ...VERSION_TAG, ...REPLAYED } } },
    async handle({ params: { orderId: id }, body, expectedVersion }) {
      const accepted = await about.ask({ orderId: id, expectedVersion }, body);
      const order = await moved(contexts, id, accepted);
      return { status: 200, body: order, headers: { ...tagged(order.version), ...(accepted.replayed ? { 'idempotent-replayed': 'true' } : {}) } };
    },
  });
}

const nothing = z.strictObject({}).optional();

export const orderRoutes = (contexts: Contexts<records.Order>): readonly Route[] => [
  move(contexts, {
    verb: 'accept',
    summary: 'Take a confirmed order on',
    body: z
      .strictObject({ readyInMinutes: z.int().min(0).max(limits.readyInMinutes).optional() })
      .meta({ id: 'Accept' })
      .optional(),
    ask: (order, body) => contexts.orders.acceptOrder({ ...order, readyInMinutes: body?.readyInMinutes ?? 0 }),
  }),
  move(contexts, {
    verb: 'reject',
    summary: 'Decline an order that is not accepted yet',
    body: z
      .strictObject({
        reason: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a code such as out_of_stock'),
        message: line(limits.reasonCharacters).optional(),
      })
      .meta({ id: 'Reject' }),
    ask: (order, { reason, message = '' }) => contexts.orders.rejectOrder({ ...order, reason, message }),
  }),
  move(contexts, { verb: 'ready', summary: 'The goods are packed', body: nothing, ask: (order) => contexts.orders.markReady(order) }),
  move(contexts, { verb: 'hand-over', summary: 'The goods have left the shop', body: nothing, ask: (order) => contexts.orders.handOver(order) }),
  move(contexts, {
    verb: 'complete',
    summary: 'Nothing more will come of it but returns',
    body: nothing,
    ask: (order) => contexts.orders.completeOrder(order),
  }),
  move(contexts, {
    verb: 'cancel',
    summary: 'Call off an order that is not handed over yet',
    body: z.strictObject({ reason: line(limits.reasonCharacters) }).meta({ id: 'Cancel' }),
    ask: (order, { reason }) => contexts.orders.cancelOrder({ ...order, reason }),
  }),
  route({
    method: 'GET',
    path: '/v1/orders/{orderId}',
    summary: 'An order as it stands',
    tags: ['Orders'],
    scope: 'orders:read',
    params,
    problems: ['order_not_found'],
    responses: { 200: { description: 'The order', schema: orderView.schema, headers: VERSION_TAG } },
    async handle({ params: { orderId: id } }) {
      const order = await contexts.orders.getOrder({ orderId: id });
      return { status: 200, body: orderView.of(order), headers: tagged(order.version) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/shops/{shopId}/orders',
    summary: 'The orders of a shop, oldest first',
    tags: ['Orders'],
    scope: 'orders:read',
    params: z.strictObject({ shopId }),
    query: z.strictObject({
      status: listQuery(orderStatuses).optional().describe('Those in one of these states; all where it is missing'),
      cursor: cursorQuery.optional(),
      limit: limitQuery({ usual: 50, most: 200 }),
    }),
    problems: ['shop_not_found', 'cursor_invalid'],
    responses: { 200: { description: 'A page', schema: z.strictObject({ orders: z.array(orderView.schema), nextCursor }).meta({ id: 'OrderPage' }) } },
    async handle({ params: { shopId: id }, query, identity }) {
      const { orders, nextPageToken } = await contexts.orders.listOrders({
        shopId: knownShop(identity, id),
        statuses: query.status ?? [],
        pageSize: query.limit,
        pageToken: query.cursor ?? '',
        newestFirst: false,
        placedFrom: '',
        placedUntil: '',
      });
      return { status: 200, body: { orders: orders.map((order) => orderView.of(order)), ...nextCursorOf(nextPageToken) } };
    },
  }),
];
