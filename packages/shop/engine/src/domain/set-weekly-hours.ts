import type { CommandHandler } from './shop.ts';
import { changed, checkVersion, shopKeys, theShop } from './the-shop.ts';
import { checkedWeeklyHours, sameHours } from './weekly-hours.ts';

/** The whole week anew. No periods: never open. */
export const setWeeklyHours: CommandHandler<'SetWeeklyHours'> = {
  reads: ({ shopId }) => shopKeys(shopId),
  decide(view, { shopId, periods, expectedVersion }) {
    const shop = theShop(view, shopId);
    checkVersion(shop, expectedVersion);
    const weeklyHours = checkedWeeklyHours(periods, 'periods');
    if (sameHours(weeklyHours, shop.weeklyHours)) return [];
    return [{ type: 'WeeklyHoursSet', shop: changed(shop, { weeklyHours }) }];
  },
};
