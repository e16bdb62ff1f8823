import { cursorQuery, hide, limitQuery, nextCursor, positionHeader, type Route, route, viewOf } from '@noren/service-kit';
import { z } from 'zod';
import { type PlatformShop, type Shops, standing } from '../../application/shops.ts';
import { cursorsOf } from './cursor.ts';
import type { Reached } from './wait-for-position.ts';
import { id, instant, stale } from './schemas.ts';

const statuses = ['open', 'paused', 'closed'] as const;

const standingFields = ['status', 'pausedUntil', 'reason', 'merchant'] as const;

/** A shop as platforms see it. `stale`: not all that the reader has seen elsewhere is in it yet. */
const shopView = viewOf<PlatformShop, Readonly<{ stale: boolean }>>()('Shop', (from) => ({
  shopId: z.string(),
  merchantId: z.string(),
  name: z.string(),
  timeZone: z.string().describe('IANA name'),
  currency: z.string().describe('ISO 4217'),
  status: from(
    standingFields,
    z.enum(statuses).describe('closed: for good. Whether the clock lets it take orders is asked of weeklyHours'),
    (shop) => statuses.find((one) => one === standing(shop).status) ?? 'closed',
  ),
  pausedUntil: from(standingFields, instant.optional(), (shop) => standing(shop).pausedUntil),
  reason: from(
    standingFields,
    z.string().optional().describe('Why it is paused or closed; merchant_suspended where none of the merchant’s shops takes orders'),
    (shop) => standing(shop).reason || undefined,
  ),
  weeklyHours: z.array(
    z.strictObject({
      weekday: z.int().describe('1 is Monday'),
      fromMinute: z.int().describe('From local midnight'),
      untilMinute: z.int().describe('May pass midnight: 22:00 to 02:00 is 1320 to 1560'),
    }),
  ),
  stale: from([], stale, (_, { stale }) => (stale ? true : undefined)),
  version: hide,
}));

const MOST_SHOPS = 200;

const ShopPage = z.strictObject({ stale, shops: z.array(shopView.schema), nextCursor }).meta({ id: 'ShopPage' });

/** The shops of the merchants that have let the platform in. */
export const shopRoutes = (shops: Shops, reached: Reached): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/shops',
    summary: 'The shops that you may show',
    tags: ['Shops'],
    scope: 'catalogue:read',
    query: z.strictObject({ cursor: cursorQuery.optional(), limit: limitQuery({ usual: 50, most: MOST_SHOPS }) }),
    headers: positionHeader,
    problems: ['cursor_invalid'],
    responses: {
      200: {
        description: 'A page in the order of ids',
        schema: ShopPage,
      },
    },
    async handle({ query: { cursor: from, limit: most }, headers, identity }) {
      const cursors = cursorsOf('shops', identity.subject);
      const current = await reached(headers);
      const found = await shops.page(identity, cursors.read(from), most + 1);
      const page = found.slice(0, most);
      const last = found.length > most ? page.at(-1) : undefined;
      return {
        status: 200,
        body: {
          ...(current ? {} : { stale: true as const }),
          shops: page.map((shop) => shopView.of(shop, { stale: false })),
          ...(last ? { nextCursor: cursors.write(last.shopId) } : {}),
        },
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
      const current = await reached(headers);
      return { status: 200, body: shopView.of(await shops.shop(identity, shopId), { stale: !current }) };
    },
  }),
];
