import type { ItemQueries } from '@noren/item-store';
import { foldText } from '@noren/kernel';
import { refusal } from '@noren/item-contract/refusals';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { toItem } from './item-message.ts';
import { id, sku } from './words.ts';

export const GetItem = z.object({ merchantId: id, sku });

/** A merchant's item by SKU, however it is spelled. */
export const getItem = (queries: ItemQueries) => async (request: z.infer<typeof GetItem>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  const item = await queries.item(request.merchantId, foldText(request.sku));
  if (!item) throw refusal('item_not_found', 'sku');
  return toItem(item);
};
