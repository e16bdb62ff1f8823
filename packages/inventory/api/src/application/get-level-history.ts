import type { StockQueries } from '@noren/inventory-store';
import { foldText } from '@noren/kernel';
import { apiCall, inBuckets, requireShop } from '@noren/service-kit';
import { id, sku } from './schemas.ts';

/** An article's level over time. */
export const getLevelHistory = (queries: StockQueries) =>
  apiCall(inBuckets({ shopId: id, sku }), async ({ sku: requested, ...time }, call) => {
    requireShop(call, time.shopId);
    return { points: [...(await queries.levelHistory({ ...time, skuKey: foldText(requested) }))] };
  });
