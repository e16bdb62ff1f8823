import type { OrderQueries } from '@noren/order-store';
import { type AuthenticatedCall, pageToken, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { toOrder } from './order-message.ts';
import { id } from './words.ts';

const statuses = ['placed', 'confirmed', 'rejected', 'accepted', 'ready', 'handed_over', 'completed', 'cancelled'] as const;

export const ListOrders = z.object({
  shopId: id,
  statuses: z.array(z.enum(statuses)).max(statuses.length),
  pageSize: z.int().transform((size) => (size <= 0 ? 50 : Math.min(size, 200))),
  pageToken: z.string().max(512),
});

/** A page of a shop's orders, oldest first. */
export const listOrders = (queries: OrderQueries) => async (request: z.infer<typeof ListOrders>, call: AuthenticatedCall) => {
  requireShop(call.identity, request.shopId);
  const pages = pageToken('ListOrders', request.shopId, request.statuses.join());
  const orders = await queries.page(request.shopId, request.statuses, pages.read(request.pageToken) ?? '', request.pageSize);
  const last = orders.length === request.pageSize ? orders.at(-1) : undefined;
  return { orders: orders.map(toOrder), nextPageToken: last ? pages.write(last.orderId) : '' };
};
