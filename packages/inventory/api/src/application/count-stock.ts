import type { StockQueries } from '@noren/inventory-store';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id } from './words.ts';

export const CountStock = z.object({ shopId: id });

/** How many articles a shop holds, and how many of them it lacks. */
export const countStock = (queries: StockQueries) => (request: z.infer<typeof CountStock>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  return queries.counts(request.shopId);
};
