import type { CategoryQueries } from '@noren/category-store';
import { foldText } from '@noren/kernel';
import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, lines, sku } from './schemas.ts';

/** Where these items stand; those that stand nowhere are missing. */
export const getFilings = (queries: CategoryQueries) =>
  apiCall(z.object({ merchantId: id, skus: lines(sku) }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return { filings: await queries.filings(request.merchantId, request.skus.map(foldText)) };
  });
