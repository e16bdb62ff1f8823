import type { ItemQueries } from '@noren/item-store';
import { foldText } from '@noren/kernel';
import { anyPageToken, apiCall, pageToken, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, pageSize } from './schemas.ts';

/** A page of a merchant's items, in SKU order. */
export const listItems = (queries: ItemQueries) =>
  apiCall(z.object({ merchantId: id, pageSize, pageToken: anyPageToken }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    const pages = pageToken('ListItems', request.merchantId);
    const items = await queries.page(request.merchantId, pages.read(request.pageToken) ?? '', request.pageSize);
    const last = items.length === request.pageSize ? items.at(-1) : undefined;
    return { items, nextPageToken: last ? pages.write(foldText(last.sku)) : '' };
  });
