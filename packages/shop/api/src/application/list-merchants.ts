import type { ShopQueries } from '@noren/shop-store';
import { apiCall, pageToken } from '@noren/service-kit';
import { z } from 'zod';
import { pageSize } from './schemas.ts';

/** A page of all merchants, in id order. */
export const listMerchants = (queries: Pick<ShopQueries, 'merchants'>) =>
  apiCall(z.object({ pageSize, pageToken: z.string().max(512) }), async (request) => {
    const pages = pageToken('ListMerchants');
    const merchants = await queries.merchants(pages.read(request.pageToken) ?? '', request.pageSize);
    const last = merchants.length === request.pageSize ? merchants.at(-1) : undefined;
    return { merchants, nextPageToken: last ? pages.write(last.merchantId) : '' };
  });
