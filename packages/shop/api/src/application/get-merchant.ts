import type { ShopQueries } from '@noren/shop-store';
import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { merchantNotFound } from './the-merchant.ts';
import { id } from './schemas.ts';

/** A merchant that the caller may see. */
export const getMerchant = (queries: ShopQueries) =>
  apiCall(z.object({ merchantId: id }), async ({ merchantId }, { identity }) => {
    requireMerchant(identity, merchantId);
    const merchant = await queries.merchant(merchantId);
    if (!merchant) throw merchantNotFound();
    return merchant;
  });
