import { limits } from '@noren/order-contract/limits';
import { anyPageToken, anyTime, apiCall, pageToken, requireShop } from '@noren/service-kit';
import type { OrderQueries } from '@noren/order-store';
import { orderStatuses } from '@noren/order-contract/statuses';
import { z } from 'zod';
import { id } from './schemas.ts';

/** A page of a shop's orders, oldest or newest first. */
export const listOrders = (queries: OrderQueries) =>
  apiCall(
    z.object({
      shopId: id,
      statuses: z.array(z.enum(orderStatuses)).max(orderStatuses.length),
      pageSize: z.int().transform((size) => (size <= 0 ? limits.page.usual : Math.min(size, limits.page.most))),
      pageToken: anyPageToken,
      newestFirst: z.boolean(),
      placedFrom: anyTime,
      placedUntil: anyTime,
    }),
    async (request, call) => {
      requireShop(call, request.shopId);
      const { shopId, pageSize, pageToken: token, ...of } = request;
      const pages = pageToken('ListOrders', shopId, JSON.stringify(of));
      const orders = await queries.page(shopId, { ...of, placedFrom: of.placedFrom, placedUntil: of.placedUntil, behind: pages.read(token) }, pageSize);
      const last = orders.length === pageSize ? orders.at(-1) : undefined;
      return { orders, nextPageToken: last ? pages.write(last.orderId) : '' };
    },
  );
