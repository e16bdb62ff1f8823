import type { StockQueries } from '@noren/inventory-store';
import { foldText } from '@noren/kernel';
import { type AuthorisedCall, inBuckets, requireShop } from '@noren/service-kit';
import type { z } from 'zod';
import { id, sku } from './words.ts';

export const GetLevelHistory = inBuckets({ shopId: id, sku });

/** An article's level over time. */
export const getLevelHistory =
  (queries: StockQueries) =>
  async ({ sku: asked, ...time }: z.infer<typeof GetLevelHistory>, call: AuthorisedCall) => {
    requireShop(call, time.shopId);
    return { points: [...(await queries.levelHistory({ ...time, skuKey: foldText(asked) }))] };
  };
