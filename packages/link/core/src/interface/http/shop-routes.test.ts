import type { ShopReadModel } from '@noren/link-store';
import { callFrom } from '@noren/service-kit';
import { expect, it } from 'vitest';
import { shopRoutes } from './shop-routes.ts';

const shop: ShopReadModel = {
  ...{ shopId: 'shp_1', merchantId: 'mer_1', name: 'Corner', timeZone: 'Asia/Tokyo', currency: 'JPY' },
  ...{ status: 'open', reason: '', weeklyHours: [{ weekday: 1, fromMinute: 540, untilMinute: 1_020 }], version: 3 },
};
const paused: ShopReadModel = { ...shop, shopId: 'shp_2', status: 'paused', reason: 'busy', pausedUntil: '2030-01-01T12:00:00.000Z' };
const shops = {
  page: async () => [shop, paused],
  shop: async (_: unknown, shopId: string) => (shopId === 'shp_1' ? shop : paused),
  showcase: () => Promise.reject(new Error('not asked here')),
};
const call = { ...callFrom(), identity: { subject: 'platform:eats', merchants: ['mer_1'], roles: [] } };
const answer = async (at: number, params: object, reached: boolean): Promise<string> => {
  const route = shopRoutes(shops, async () => reached)[at];
  return JSON.stringify((await route?.answer({ url: '/', params, headers: {}, body: undefined, address: '', unknownProxy: false }, call))?.body);
};

const HOURS = '"weeklyHours":[{"weekday":1,"fromMinute":540,"untilMinute":1020}]';
const OPEN = `{"shopId":"shp_1","merchantId":"mer_1","name":"Corner","timeZone":"Asia/Tokyo","currency":"JPY","status":"open",${HOURS}`;
const PAUSED = `{"shopId":"shp_2","merchantId":"mer_1","name":"Corner","timeZone":"Asia/Tokyo","currency":"JPY","status":"paused","pausedUntil":"2030-01-01T12:00:00.000Z","reason":"busy",${HOURS}`;

it('a shop is these bytes to a platform, by itself, in a page, and where it may be stale', async () => {
  expect(await answer(1, { shopId: 'shp_1' }, true)).toBe(`${OPEN}}`);
  expect(await answer(1, { shopId: 'shp_2' }, false)).toBe(`${PAUSED},"stale":true}`);
  expect(await answer(0, {}, true)).toBe(`{"shops":[${OPEN}},${PAUSED}}]}`);
});
