import { limits } from '@noren/item-contract/limits';
import type { ItemQueries } from '@noren/item-store';
import { foldText } from '@noren/kernel';
import { anyPageToken, apiCall, line, pageToken, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, pageSize, sku } from './schemas.ts';

const MOST_COUNTED = 10_000;

const schema = z
  .object({
    merchantId: id,
    text: line(limits.searchCharacters),
    skuPrefix: z.literal('').or(sku),
    gtin: z.string().regex(/^\d{0,14}$/, 'must be at most 14 digits'),
    status: z.enum(['', 'draft', 'published']),
    categoryIds: z.array(id).max(10_000),
    unfiled: z.boolean(),
    pageSize,
    pageToken: anyPageToken,
    withTotal: z.boolean(),
  })
  .refine(({ categoryIds, unfiled }) => categoryIds.length === 0 || !unfiled, { path: ['unfiled'], error: 'cannot be asked together with categories' });

/** A page, in SKU order, of the items that all of the request fits; and how many there are, counted up to 10,000. */
export const searchItems = (queries: ItemQueries) =>
  apiCall(schema, async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    const { pageSize: size, pageToken: token, withTotal, ...of } = request;
    const pages = pageToken('SearchItems', JSON.stringify(of));
    const [found, total] = await Promise.all([
      queries.search(of, pages.read(token) ?? '', size),
      withTotal ? queries.countFound(of, MOST_COUNTED + 1) : Promise.resolve(0),
    ]);
    const last = found.length === size ? found.at(-1) : undefined;
    return {
      found,
      nextPageToken: last ? pages.write(foldText(last.item.sku)) : '',
      total: Math.min(total, MOST_COUNTED),
      totalIsLeast: total > MOST_COUNTED,
    };
  });
