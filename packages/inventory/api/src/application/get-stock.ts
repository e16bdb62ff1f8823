import type { StockQueries } from '@noren/inventory-store';
import { foldText } from '@noren/kernel';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, lines, sku } from './words.ts';

export const GetStock = z.object({ shopId: id, skus: lines(sku) });

/** The levels of these articles; those that the shop never held are missing. */
export const getStock = (queries: StockQueries) => async (request: z.infer<typeof GetStock>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  return { levels: [...(await queries.levels(request.shopId, request.skus.map(foldText)))] };
};
