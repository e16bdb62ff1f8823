import type { ItemQueries } from '@noren/item-store';
import { apiCall, pageToken, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { toItem } from './item-message.ts';
import { id, pageSize } from './words.ts';

/** A page of a merchant's items, in SKU order. */
export const listItems = (queries: ItemQueries) =>
  apiCall(z.object({ merchantId: id, pageSize, pageToken: z.string().max(512) }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    const pages = pageToken('ListItems', request.merchantId);
    const rows = await queries.page(request.merchantId, pages.read(request.pageToken) ?? '', request.pageSize);
    const last = rows.length === request.pageSize ? rows.at(-1) : undefined;
    return { items: rows.map(({ skuKey: _key, ...item }) => toItem(item)), nextPageToken: last ? pages.write(last.skuKey) : '' };
  });
