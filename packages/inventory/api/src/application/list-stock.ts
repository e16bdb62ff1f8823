import type { StockQueries } from '@noren/inventory-store';
import { type AuthorisedCall, pageToken, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, pageSize } from './words.ts';

export const ListStock = z.object({ shopId: id, pageSize, pageToken: z.string().max(512) });

/** A page of a shop's stock, in SKU order. */
export const listStock = (queries: StockQueries) => async (request: z.infer<typeof ListStock>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  const pages = pageToken('ListStock', request.shopId);
  const rows = await queries.page(request.shopId, pages.read(request.pageToken) ?? '', request.pageSize);
  const last = rows.length === request.pageSize ? rows.at(-1) : undefined;
  return { levels: rows.map(({ skuKey: _key, ...level }) => level), nextPageToken: last ? pages.write(last.skuKey) : '' };
};
