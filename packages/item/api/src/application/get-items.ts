import { limits } from '@noren/item-contract/limits';
import type { ItemQueries } from '@noren/item-store';
import { foldText } from '@noren/kernel';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { toItem } from './item-message.ts';
import { id, sku } from './words.ts';

export const GetItems = z.object({ merchantId: id, skus: z.array(sku).min(1).max(limits.skusACall) });

/** A merchant's items by SKU, however they are spelled; those that are not there are missing. */
export const getItems = (queries: ItemQueries) => async (request: z.infer<typeof GetItems>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  return { items: (await queries.items(request.merchantId, request.skus.map(foldText))).map(toItem) };
};
