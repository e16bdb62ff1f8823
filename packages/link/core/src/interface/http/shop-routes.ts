import type { ShopHere } from '@noren/link-store';
import { cursorQuery, limitQuery, nextCursor, POSITION_HEADER, positionHeader, readPositions, type Route, route } from '@noren/service-kit';
import { z } from 'zod';
import type { Shops } from '../../application/shops.ts';
import { cursorsOf } from './cursor.ts';
import { type Heard, HEARD_WITHIN_MS } from './heard.ts';
import { id, instant } from './words.ts';

const Shop = z
  .strictObject({
    shopId: z.string(),
    merchantId: z.string(),
    name: z.string(),
    timeZone: z.string().describe('IANA name'),
    currency: z.string().describe('ISO 4217'),
    status: z.enum(['open', 'paused', 'closed']).describe('closed: for good. Whether the clock lets it take orders is asked of weeklyHours'),
    pausedUntil: instant.optional(),
    reason: z.string().optional().describe('Why it is paused or closed'),
    weeklyHours: z.array(
      z.strictObject({
        weekday: z.int().describe('1 is Monday'),
        fromMinute: z.int().describe('From local midnight'),
        untilMinute: z.int().describe('May pass midnight: 22:00 to 02:00 is 1320 to 1560'),
      }),
    ),
    stale: z.literal(true).optional().describe('Noren-Position has not been heard yet'),
  })
  .meta({ id: 'Shop' });

const MOST_SHOPS = 200;

/** The shops of the merchants that have let the platform in. */
export const shopRoutes = (shops: Shops, heard: Heard): readonly Route[] => [
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
        schema: z.strictObject({ shops: z.array(Shop), nextCursor }).meta({ id: 'ShopPage' }),
      },
    },
    async handle({ query: { cursor: from, limit: most }, identity }) {
      const cursors = cursorsOf('shops', identity.subject);
      const found = await shops.page(identity, cursors.read(from), most + 1);
      const page = found.slice(0, most);
      const last = found.length > most ? page.at(-1) : undefined;
      return { status: 200, body: { shops: page.map(toShop), ...(last ? { nextCursor: cursors.write(last.shopId) } : {}) } };
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
    responses: { 200: { description: 'The shop', schema: Shop } },
    async handle({ params: { shopId }, headers, identity }) {
      const reached = await heard(readPositions(headers[POSITION_HEADER]), HEARD_WITHIN_MS);
      const shop = toShop(await shops.shop(identity, shopId));
      return { status: 200, body: reached ? shop : { ...shop, stale: true as const } };
    },
  }),
];

const statuses = ['open', 'paused', 'closed'] as const;

const toShop = ({ shopId, merchantId, name, timeZone, currency, status, pausedUntil, reason, weeklyHours }: ShopHere) => ({
  shopId,
  merchantId,
  name,
  timeZone,
  currency,
  status: statuses.find((one) => one === status) ?? 'closed',
  ...(pausedUntil === undefined ? {} : { pausedUntil }),
  ...(reason === '' ? {} : { reason }),
  weeklyHours: weeklyHours.map(({ weekday, fromMinute, untilMinute }) => ({ weekday, fromMinute, untilMinute })),
});
