import { limits } from '@noren/item-contract/limits';
import type { ItemQueries } from '@noren/item-store';
import { foldText } from '@noren/kernel';
import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, sku } from './schemas.ts';

/** A merchant's items by SKU, however they are spelled; those that are not there are missing. */
export const getItems = (queries: ItemQueries) =>
  apiCall(z.object({ merchantId: id, skus: z.array(sku).min(1).max(limits.skusACall) }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return { items: await queries.items(request.merchantId, request.skus.map(foldText)) };
  });
