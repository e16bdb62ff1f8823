import { Shop } from '@noren/bff-contract';
import type { calls, records } from '@noren/shop-contract';
import { expect, it } from 'vitest';
import type { Contexts } from './contexts.ts';
import { hoursOf, shops } from './shops.ts';

const shown = async (over: Partial<records.Shop>, orderable: calls.Orderable): Promise<string> => {
  const shop: records.Shop = {
    ...{ shopId: 'shp_1', merchantId: 'mer_1', name: 'Corner', timeZone: 'Asia/Tokyo', currency: 'JPY', status: 'open', reason: '' },
    ...{ weeklyHours: [{ weekday: 1, fromMinute: 540, untilMinute: 1_020 }], version: 3 },
    ...over,
  };
  const contexts = { shops: { getShop: async () => shop, getOrderable: async () => orderable } } as unknown as Pick<Contexts, 'shops' | 'orders'>;
  const found = await shops(contexts).get('shp_1');
  expect(Shop.parse(found)).toEqual(found);
  return JSON.stringify(found);
};

it('a shop of the console is these bytes', async () => {
  const head = '"shopId":"shp_1","name":"Corner","timeZone":"Asia/Tokyo","currency":"JPY"';
  const hours = '"weeklyHours":[{"weekday":1,"fromMinute":540,"untilMinute":1020}],"version":3';
  expect(await shown({}, { orderable: true, reason: '' })).toBe(`{${head},"status":"open","reason":"",${hours},"orderable":{"orderable":true,"reason":""}}`);
  const paused = { status: 'paused', reason: 'busy', pausedUntil: '2030-01-01T12:00:00Z' };
  expect(await shown(paused, { orderable: false, reason: 'shop_paused', from: '2030-01-01T12:00:00Z' })).toBe(
    `{${head},"status":"paused","pausedUntil":"2030-01-01T12:00:00.000Z","reason":"busy",${hours},` +
      '"orderable":{"orderable":false,"reason":"shop_paused","opensAt":"2030-01-01T12:00:00.000Z"}}',
  );
});

it('a day has the hours of the shop’s own clock: 23 where it goes forward, 25 where it goes back', () => {
  expect(hoursOf('2026-11-25', 'Asia/Tokyo')[0]).toEqual({ at: '2026-11-24T15:00:00.000Z', label: '00:00' });
  expect(hoursOf('2026-11-25', 'Asia/Tokyo')).toHaveLength(24);
  expect(hoursOf('2026-03-29', 'Europe/London')).toHaveLength(23);
  expect(hoursOf('2026-10-25', 'Europe/London').map(({ label }) => label)).toHaveLength(25);
});
