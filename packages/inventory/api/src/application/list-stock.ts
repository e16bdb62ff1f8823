import type { StockQueries } from '@noren/inventory-store';
import { foldText } from '@noren/kernel';
import { anyPageToken, apiCall, pageToken, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, level, pageSize } from './schemas.ts';

/** A page of a shop's stock, in SKU order: all of it, or what is low. */
export const listStock = (queries: StockQueries) =>
  apiCall(
    z.object({
      shopId: id,
      pageSize,
      pageToken: anyPageToken,
      low: z.boolean(),
      atMost: level.optional(),
      skuPrefix: id.or(z.literal('')).transform(foldText),
    }),
    async (request, call) => {
      requireShop(call, request.shopId);
      const { shopId, low, atMost, skuPrefix } = request;
      const pages = pageToken('ListStock', shopId, JSON.stringify([low, atMost, skuPrefix]));
      const rows = await queries.page(shopId, { behind: pages.read(request.pageToken) ?? '', low, atMost, skuPrefix }, request.pageSize);
      const last = rows.length === request.pageSize ? rows.at(-1) : undefined;
      return { levels: rows.map(({ skuKey: _key, ...stock }) => stock), nextPageToken: last ? pages.write(last.skuKey) : '' };
    },
  );
