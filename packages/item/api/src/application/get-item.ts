import type { ItemQueries } from '@noren/item-store';
import { foldText, Refusal } from '@noren/kernel';
import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, sku } from './words.ts';

/** A merchant's item by SKU, however it is spelled. */
export const getItem = (queries: ItemQueries) =>
  apiCall(z.object({ merchantId: id, sku }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    const item = await queries.item(request.merchantId, foldText(request.sku));
    if (!item) throw new Refusal('not_found', 'item_not_found', 'the merchant has no item of this SKU', 'sku');
    return item;
  });
