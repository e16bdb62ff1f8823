import type { ShopReadModel } from '@noren/link-store';
import {
  cursorQuery,
  hide,
  limitQuery,
  nextCursor,
  POSITION_HEADER,
  positionHeader,
  readPositions,
  type Route,
  route,
  viewOf,
  whereSet,
} from '@noren/service-kit';
import { z } from 'zod';
import type { Shops } from '../../application/shops.ts';
import { cursorsOf } from './cursor.ts';
import { type WaitForPosition, POSITION_WITHIN_MS } from './wait-for-position.ts';
import { id, instant, stale as staleSchema } from './schemas.ts';

const statuses = ['open', 'paused', 'closed'] as const;

/** A shop as platforms see it. `stale`: not all that the reader has seen elsewhere is in it yet. */
const shopView = viewOf<ShopReadModel, Readonly<{ stale: boolean }>>()('Shop', (from) => ({
  shopId: z.string(),
  merchantId: z.string(),
  name: z.string(),
  timeZone: z.string().describe('IANA name'),
  currency: z.string().describe('ISO 4217'),
  status: from(
    ['status'],
    z.enum(statuses).describe('closed: for good. Whether the clock lets it take orders is asked of weeklyHours'),
    ({ status }) => statuses.find((one) => one === status) ?? 'closed',
  ),
  pausedUntil: instant.optional(),
  reason: whereSet(z.string().describe('Why it is paused or closed')),
  weeklyHours: z.array(
    z.strictObject({
      weekday: z.int().describe('1 is Monday'),
      fromMinute: z.int().describe('From local midnight'),
      untilMinute: z.int().describe('May pass midnight: 22:00 to 02:00 is 1320 to 1560'),
    }),
  ),
  stale: from([], staleSchema, (_, { stale }) => (stale ? true : undefined)),
  version: hide,
}));

const MOST_SHOPS = 200;

/** The shops of the merchants that have let the platform in. */
export const shopRoutes = (shops: Shops, waitForPosition: WaitForPosition): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/shops',
    summary: 'The shops that you may show',
    tags: ['Shops'],
    scope: 'catalogue:read',
    query: z.strictObject({ cursor: cursorQuery.optional(), limit: limitQuery({ usual: 50, most: MOST_SHOPS }) }),
    problems: ['cursor_invalid'],
    responses: {
      200: {
        description: 'A page in the order of ids',
        schema: z.strictObject({ shops: z.array(shopView.schema), nextCursor }).meta({ id: 'ShopPage' }),
      },
    },
    async handle({ query: { cursor: from, limit: most }, identity }) {
      const cursors = cursorsOf('shops', identity.subject);
      const found = await shops.page(identity, cursors.read(from), most + 1);
      const page = found.slice(0, most);
      const last = found.length > most ? page.at(-1) : undefined;
      return {
        status: 200,
        body: { shops: page.map((shop) => shopView.of(shop, { stale: false })), ...(last ? { nextCursor: cursors.write(last.shopId) } : {}) },
      };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/shops/{shopId}',
    summary: 'A shop',
    tags: ['Shops'],
    scope: 'catalogue:read',
    params: z.strictObject({ shopId: id }),
    headers: positionHeader,
    problems: ['shop_not_found'],
    responses: { 200: { description: 'The shop', schema: shopView.schema } },
    async handle({ params: { shopId }, headers, identity }) {
      const reached = await waitForPosition(readPositions(headers[POSITION_HEADER]), POSITION_WITHIN_MS);
      return { status: 200, body: shopView.of(await shops.shop(identity, shopId), { stale: !reached }) };
    },
  }),
];
