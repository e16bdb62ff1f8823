import type { Clock } from '@noren/kernel';
import { cursorQuery, isFresh, limitQuery, nextCursor, positionHeader, queryInstant, queryInteger, type Route, route } from '@noren/service-kit';
import { limits as order } from '@noren/order-contract/limits';
import { z } from 'zod';
import type { Catalogue } from '../../application/catalogue.ts';
import type { Orderable, OrderableRequest } from '../../application/orderable.ts';
import type { Shops } from '../../application/shops.ts';
import { whyNotCodes } from '../../application/why-not.ts';
import type { Identity } from '@noren/service-kit';
import { ArticleInShop } from './catalogue-views.ts';
import { cursorsOf } from './cursor.ts';
import type { Reached } from './wait-for-position.ts';
import { id, instant, sku, stale } from './schemas.ts';

const CataloguePage = z
  .strictObject({
    stale,
    items: z.array(ArticleInShop),
    nextCursor,
  })
  .meta({ id: 'CataloguePage' });

const Orderability = z
  .strictObject({
    orderable: z.boolean(),
    shopId: z.string(),
    sku: z.string(),
    quantity: z.int(),
    at: instant,
    available: z.int(),
    reasons: z
      .array(
        z.strictObject({
          code: z.enum(whyNotCodes),
          message: z.string(),
          opensAt: instant.optional().describe('When the shop next takes orders, where that is known'),
          requested: z.int().optional(),
          available: z.int().optional(),
        }),
      )
      .describe('Every reason why not; empty where it is orderable'),
    stale,
  })
  .meta({ id: 'Orderability' });

const MOST_ITEMS = 200;
/** Of the form of a page: to be counted up with it, so that nobody takes one of the former form for current. */
const FORM = 3;
const STALE = Buffer.from('{"stale":true,');

type CatalogueParts = Readonly<{
  shops: Shops;
  catalogue: Catalogue;
  orderable(caller: Identity, request: OrderableRequest): Promise<Orderable>;
  reached: Reached;
  clock: Clock;
}>;

/** What a shop sells, and whether it would be sold now. */
export const catalogueRoutes = ({ shops, catalogue, orderable, reached, clock }: CatalogueParts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/shops/{shopId}/catalogue',
    summary: 'What a shop sells',
    description:
      'Published items with a price in the shop’s currency, in SKU order, with price, category and what is there of them. `availability` is about stock alone: whether the shop takes orders now is asked of `orderable`, or of the shop. `ETag` and `If-None-Match` spare a page that has not changed.',
    tags: ['Catalogue'],
    scope: 'catalogue:read',
    params: z.strictObject({ shopId: id }),
    query: z.strictObject({ cursor: cursorQuery.optional(), limit: limitQuery({ usual: 50, most: MOST_ITEMS }) }),
    headers: positionHeader,
    ifNoneMatch: true,
    problems: ['shop_not_found', 'cursor_invalid'],
    responses: {
      200: { description: 'A page; the last one has no `nextCursor`', schema: CataloguePage, headers: { ETag: 'Names what the page shows' } },
      304: { description: 'The page is as you have it', headers: { ETag: 'As it was sent' } },
    },
    async handle({ params: { shopId }, query: { cursor: from, limit: most }, headers, identity, ifNoneMatch }) {
      const cursors = cursorsOf('catalogue', shopId);
      const after = cursors.read(from);
      const current = await reached(headers);
      const showcase = await shops.showcase(identity, shopId);
      const { edition, body } = await catalogue.page({ showcase, after, limit: most, cursor: cursors.write });
      if (!current) return { status: 200, body: Buffer.concat([STALE, body.subarray(1)]), headers: { 'cache-control': 'no-store' } };
      const etag = `"${FORM}-${edition}"`;
      const kept = { etag, 'cache-control': 'private, no-cache' };
      return isFresh(ifNoneMatch, etag) ? { status: 304, body: undefined, headers: kept } : { status: 200, body, headers: kept };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/shops/{shopId}/items/{sku}/orderable',
    summary: 'Whether an item can be ordered',
    description: 'Yes, or every reason why not. Opening hours are looked at for the instant `at`, stock as it is now.',
    tags: ['Catalogue'],
    scope: 'catalogue:read',
    params: z.strictObject({ shopId: id, sku }),
    query: z.strictObject({
      quantity: queryInteger({ min: 1, max: order.lineQuantity }).optional().describe('1 where it is missing; grams where the item is sold by weight'),
      at: queryInstant().optional().describe('Now where it is missing'),
    }),
    headers: positionHeader,
    problems: ['shop_not_found'],
    responses: { 200: { description: 'Yes or no', schema: Orderability } },
    async handle({ params, query: { quantity = 1, at = clock.now().toISOString() }, headers, identity }) {
      const current = await reached(headers);
      const answer = await orderable(identity, { ...params, quantity, at });
      return { status: 200, body: current ? answer : { ...answer, stale: true as const } };
    },
  }),
];
