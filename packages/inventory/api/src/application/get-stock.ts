import type { StockQueries } from '@noren/inventory-store';
import { foldText } from '@noren/kernel';
import { apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, lines, sku } from './schemas.ts';

/** The levels of these articles; those that the shop never held are missing. */
export const getStock = (queries: StockQueries) =>
  apiCall(z.object({ shopId: id, skus: lines(sku) }), async (request, call) => {
    requireShop(call, request.shopId);
    return { levels: [...(await queries.levels(request.shopId, request.skus.map(foldText)))] };
  });
