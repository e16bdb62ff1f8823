import type { AuthenticatedCall } from '@noren/service-kit';
import type { ShopQueries } from '@noren/shop-store';
import { z } from 'zod';
import { shopNotFound } from './may-change.ts';
import { id } from './words.ts';

export const GetShop = z.object({ shopId: id });

/** A shop as it stands, of a merchant that the caller may see. */
export const getShop =
  (queries: ShopQueries) =>
  async ({ shopId }: z.infer<typeof GetShop>, { identity }: AuthenticatedCall) => {
    const shop = await queries.shop(identity.merchants, shopId);
    if (!shop) throw shopNotFound();
    return shop;
  };
