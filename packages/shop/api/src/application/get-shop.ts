import type { ShopQueries } from '@noren/shop-store';
import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import { shopNotFound } from './may-change.ts';
import { id } from './schemas.ts';

/** A shop as it stands, of a merchant that the caller may see. */
export const getShop = (queries: ShopQueries) =>
  apiCall(z.object({ shopId: id }), async ({ shopId }, { identity }) => {
    const shop = await queries.shop(identity.merchants, shopId);
    if (!shop) throw shopNotFound();
    return shop;
  });
