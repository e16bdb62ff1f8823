import type { CategoryQueries } from '@noren/category-store';
import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id } from './schemas.ts';

/** All categories of a merchant, siblings by position, then id; and how much stands directly under each. */
export const getTree = (queries: CategoryQueries) =>
  apiCall(z.object({ merchantId: id }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return queries.tree(request.merchantId);
  });
