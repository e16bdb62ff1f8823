import type { CategoryQueries } from '@noren/category-store';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id } from './words.ts';

export const GetTree = z.object({ merchantId: id });

/** All categories of a merchant, siblings by position, then id; and how much stands directly under each. */
export const getTree = (queries: CategoryQueries) => async (request: z.infer<typeof GetTree>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  return queries.tree(request.merchantId);
};
