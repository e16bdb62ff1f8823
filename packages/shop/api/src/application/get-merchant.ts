import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import type { ShopQueries } from '@noren/shop-store';
import { z } from 'zod';
import { merchantNotFound } from './the-merchant.ts';
import { id } from './words.ts';

export const GetMerchant = z.object({ merchantId: id });

/** A merchant that the caller may see. */
export const getMerchant =
  (queries: ShopQueries) =>
  async ({ merchantId }: z.infer<typeof GetMerchant>, { identity }: AuthenticatedCall) => {
    requireMerchant(identity, merchantId);
    const merchant = await queries.merchant(merchantId);
    if (!merchant) throw merchantNotFound();
    return merchant;
  };
