import type { CategoryQueries } from '@noren/category-store';
import { foldText } from '@noren/kernel';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, lines, sku } from './words.ts';

export const GetFilings = z.object({ merchantId: id, skus: lines(sku) });

/** Where these items stand; those that stand nowhere are missing. */
export const getFilings = (queries: CategoryQueries) => async (request: z.infer<typeof GetFilings>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  return { filings: await queries.filings(request.merchantId, request.skus.map(foldText)) };
};
