import type { Clock } from '@noren/kernel';
import type { ShopQueries } from '@noren/shop-store';
import { anyPageToken, apiCall, pageToken, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { orderable } from './orderable-message.ts';
import { id, pageSize } from './schemas.ts';

/** A page of a merchant's shops, in id order, each with whether it takes orders now. */
export const listShops = (queries: ShopQueries, clock: Clock) =>
  apiCall(z.object({ merchantId: id, pageSize, pageToken: anyPageToken }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    const pages = pageToken('ListShops', request.merchantId);
    const [merchant, shops] = await Promise.all([
      queries.merchant(request.merchantId),
      queries.page(request.merchantId, pages.read(request.pageToken) ?? '', request.pageSize),
    ]);
    const last = shops.length === request.pageSize ? shops.at(-1) : undefined;
    const now = clock.now().toISOString();
    return { shops, nextPageToken: last ? pages.write(last.shopId) : '', orderable: shops.map((shop) => orderable(shop, merchant, now)) };
  });
