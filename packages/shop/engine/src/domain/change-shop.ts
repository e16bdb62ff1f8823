import type { CommandHandler } from './shop.ts';
import { changed, checkVersion, shopKeys, theShop } from './the-shop.ts';
import { checkedTimeZone } from './time-zone.ts';
import { checkName } from './validation.ts';

/** Another name or time zone. The weekly hours stay what they are on the wall clock, now of the new zone. */
export const changeShop: CommandHandler<'ChangeShop'> = {
  reads: ({ shopId }) => shopKeys(shopId),
  decide(view, { shopId, name, timeZone: requested, expectedVersion }) {
    const shop = theShop(view, shopId);
    checkVersion(shop, expectedVersion);
    checkName(name);
    const timeZone = checkedTimeZone(requested);
    if (name === shop.name && timeZone === shop.timeZone) return [];
    return [{ type: 'ShopChanged', shop: changed(shop, { name, timeZone }) }];
  },
};
