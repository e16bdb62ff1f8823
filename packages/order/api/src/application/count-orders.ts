import type { OrderQueries } from '@noren/order-store';
import { anyTime, apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id } from './schemas.ts';

/** How many of a shop's orders are in each state: all that are on their way, and those that have ended of what was placed since an instant. */
export const countOrders = (queries: OrderQueries) =>
  apiCall(z.object({ shopId: id, endedSince: anyTime }), async (request, call) => {
    requireShop(call, request.shopId);
    return { counts: [...(await queries.counts(request.shopId, request.endedSince))] };
  });
