import { refusal } from '@noren/shop-contract/refusals';
import type { CommandHandler, Shop } from './shop.ts';
import { shopKeys } from './the-shop.ts';
import { checkedTimeZone } from './time-zone.ts';
import { checkedWeeklyHours, sameHours } from './weekly-hours.ts';
import { checkCurrency, checkedName, checkId } from './validation.ts';

/**
 * A shop opens its books: open, with the hours given. Its merchant and currency stay. The merchant's record has another key than the shop's, so
 * the API looks it up and names its currency; it can, because a registered merchant does not go and keeps its currency.
 */
export const createShop: CommandHandler<'CreateShop'> = {
  reads: ({ shopId }) => shopKeys(shopId),
  decide(view, { shopId, merchantId, name, timeZone, currency, weeklyHours }) {
    checkId(shopId, 'shopId');
    checkId(merchantId, 'merchantId');
    checkCurrency(currency);
    const shop: Shop = {
      shopId,
      merchantId,
      name: checkedName(name),
      timeZone: checkedTimeZone(timeZone),
      currency,
      status: 'open',
      reason: '',
      weeklyHours: checkedWeeklyHours(weeklyHours, 'weeklyHours'),
      version: 1,
    };
    const known = view.shop(shopId);
    if (!known) return [{ type: 'ShopCreated', shop }];
    if (sameData(known, shop)) return [];
    throw refusal('shop_exists', 'shopId');
  },
};

const sameData = (a: Shop, b: Shop): boolean =>
  a.merchantId === b.merchantId && a.name === b.name && a.timeZone === b.timeZone && a.currency === b.currency && sameHours(a.weeklyHours, b.weeklyHours);
