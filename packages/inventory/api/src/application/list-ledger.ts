import type { LedgerPlace, StockQueries } from '@noren/inventory-store';
import { foldText } from '@noren/kernel';
import { refusal } from '@noren/inventory-contract/refusals';
import { anyPageToken, anyTime, apiCall, pageToken, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, pageSize, sku } from './schemas.ts';

/** A page of what changed an article's level, newest first. */
export const listLedger = (queries: StockQueries) =>
  apiCall(z.object({ shopId: id, sku, pageSize, pageToken: anyPageToken, from: anyTime, until: anyTime }), async (request, call) => {
    requireShop(call, request.shopId);
    const { shopId, from, until } = request;
    const skuKey = foldText(request.sku);
    const pages = pageToken('ListLedger', shopId, skuKey, JSON.stringify([from, until]));
    const entries = await queries.ledger(shopId, skuKey, { before: placeOf(pages.read(request.pageToken)), from, until }, request.pageSize);
    const last = entries.length === request.pageSize ? entries.at(-1) : undefined;
    return { entries: [...entries], nextPageToken: last ? pages.write(`${last.entry}@${last.at}`) : '' };
  });

function placeOf(behind: string | undefined): LedgerPlace | undefined {
  if (behind === undefined) return undefined;
  const [, entry, at] = /^(\d{1,15})@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/.exec(behind) ?? [];
  if (entry === undefined || at === undefined || Number.isNaN(Date.parse(at))) throw refusal('page_token_invalid', 'page_token');
  return { entry: Number(entry), at };
}
