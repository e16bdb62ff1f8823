import type { ItemQueries } from '@noren/item-store';
import { foldText, Refusal } from '@noren/kernel';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, sku } from './words.ts';

export const GetItem = z.object({ merchantId: id, sku });

/** A merchant's item by SKU, however it is spelled. */
export const getItem = (queries: ItemQueries) => async (request: z.infer<typeof GetItem>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  const item = await queries.item(request.merchantId, foldText(request.sku));
  if (!item) throw new Refusal('not_found', 'item_not_found', 'the merchant has no item of this SKU', 'sku');
  return item;
};
