import { refusal } from '@noren/item-contract/refusals';
import type { ItemQueries } from '@noren/item-store';
import { foldText } from '@noren/kernel';
import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, sku } from './schemas.ts';

/** A merchant's item by SKU, however it is spelled. */
export const getItem = (queries: ItemQueries) =>
  apiCall(z.object({ merchantId: id, sku }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    const item = await queries.item(request.merchantId, foldText(request.sku));
    if (!item) throw refusal('item_not_found', 'sku');
    return item;
  });
