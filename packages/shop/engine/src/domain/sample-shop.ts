import type { Shop, ShopEvent } from './shop.ts';

/** The shop of the tests: open on weekdays, in London. */
export const corner: Shop = {
  shopId: 'shp_corner',
  merchantId: 'mer_kissa',
  name: 'Corner',
  timeZone: 'Europe/London',
  currency: 'GBP',
  status: 'open',
  reason: '',
  weeklyHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 540, untilMinute: 1_020 })),
  version: 1,
};

export const created: ShopEvent = { type: 'ShopCreated', shop: corner };
export const closed: ShopEvent = { type: 'ShopClosed', shop: { ...corner, status: 'closed', reason: 'moved away', version: 2 } };
export const pausedUntil = (until: string): ShopEvent => ({
  type: 'ShopPaused',
  shop: { ...corner, status: 'paused', pausedUntil: until, reason: 'busy', version: 2 },
});
export const pausedForNow: ShopEvent = { type: 'ShopPaused', shop: { ...corner, status: 'paused', reason: 'busy', version: 2 } };
