import { gtin14, isGtin } from '@noren/item-contract/gtin';
import { limits } from '@noren/item-contract/limits';
import type { ItemQueries } from '@noren/item-store';
import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id } from './schemas.ts';

const gtin = z.string().refine(isGtin, 'must be 8, 12, 13 or 14 digits with a right check digit');

/** A merchant's items that bear one of these GTINs, in any of its lengths; one GTIN may be that of several. */
export const getItemsByGtin = (queries: ItemQueries) =>
  apiCall(z.object({ merchantId: id, gtins: z.array(gtin).min(1).max(limits.skusACall) }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return { items: await queries.itemsByGtin(request.merchantId, request.gtins.map(gtin14)) };
  });
