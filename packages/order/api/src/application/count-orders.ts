import type { OrderQueries } from '@noren/order-store';
import { anyTime, type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id } from './words.ts';

export const CountOrders = z.object({ shopId: id, endedSince: anyTime });

/** How many of a shop's orders are in each state: all that are on their way, and those that have ended of what was placed since an instant. */
export const countOrders = (queries: OrderQueries) => async (request: z.infer<typeof CountOrders>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  return { counts: [...(await queries.counts(request.shopId, request.endedSince))] };
};
