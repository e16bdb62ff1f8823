import type { Clock } from '@noren/kernel';
import type { ShopQueries } from '@noren/shop-store';
import { apiCall, givenInstant } from '@noren/service-kit';
import { z } from 'zod';
import { shopNotFound } from './may-change.ts';
import { orderable } from './orderable-message.ts';
import { id } from './schemas.ts';

/** Whether a shop takes orders at an instant (now where none is given); if not, the first reason, and from when where that is known. */
export const getOrderable = (queries: ShopQueries, clock: Clock) =>
  apiCall(z.object({ shopId: id, at: z.literal('').or(givenInstant) }), async ({ shopId, at }, { identity }) => {
    const shop = await queries.shop(identity.merchants, shopId);
    if (!shop) throw shopNotFound();
    return orderable(shop, await queries.merchant(shop.merchantId), at === '' ? clock.now().toISOString() : at);
  });
