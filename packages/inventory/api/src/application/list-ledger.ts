import type { StockQueries } from '@noren/inventory-store';
import { foldText, Refusal } from '@noren/kernel';
import { type AuthorisedCall, pageToken, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, pageSize, sku } from './words.ts';

export const ListLedger = z.object({ shopId: id, sku, pageSize, pageToken: z.string().max(512) });

/** A page of what changed an article's level, newest first. */
export const listLedger = (queries: StockQueries) => async (request: z.infer<typeof ListLedger>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  const pages = pageToken('ListLedger', request.shopId, foldText(request.sku));
  const before = entryOf(pages.read(request.pageToken));
  const entries = await queries.ledger(request.shopId, foldText(request.sku), before, request.pageSize);
  const last = entries.length === request.pageSize ? entries.at(-1) : undefined;
  return { entries: [...entries], nextPageToken: last ? pages.write(String(last.entry)) : '' };
};

function entryOf(behind: string | undefined): number | undefined {
  if (behind !== undefined && !/^\d{1,15}$/.test(behind))
    throw new Refusal('invalid', 'page_token_invalid', 'this page token belongs to no such request', 'page_token');
  return behind === undefined ? undefined : Number(behind);
}
