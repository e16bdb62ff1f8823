import type { StockQueries } from '@noren/inventory-store';
import { apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id } from './schemas.ts';

/** How many articles a shop holds, and how many of them it lacks. */
export const countStock = (queries: StockQueries) =>
  apiCall(z.object({ shopId: id }), (request, call) => {
    requireShop(call, request.shopId);
    return queries.counts(request.shopId);
  });
