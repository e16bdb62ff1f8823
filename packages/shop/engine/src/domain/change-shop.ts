import { refusal } from '@noren/shop-contract/refusals';
import { checkMask, isNamed } from '@noren/kernel';
import type { CommandHandler } from './shop.ts';
import { changed, checkVersion, shopKeys, theShop } from './the-shop.ts';
import { checkedTimeZone } from './time-zone.ts';
import { checkedName } from './validation.ts';

/** Another name or time zone; what is not named stays. The weekly hours stay what they are on the wall clock, now of the new zone. */
export const changeShop: CommandHandler<'ChangeShop'> = {
  reads: ({ shopId }) => shopKeys(shopId),
  decide(view, { shopId, expectedVersion, updateMask, ...given }) {
    const shop = theShop(view, shopId);
    checkVersion(shop, expectedVersion);
    const mask = updateMask ?? [...(given.name === '' ? [] : ['name']), ...(given.timeZone === '' ? [] : ['time_zone'])];
    checkMask(mask, ['name', 'time_zone'], [], (detail) => refusal('update_mask', 'updateMask', detail));
    const name = isNamed(mask, 'name') ? checkedName(given.name) : shop.name;
    const timeZone = isNamed(mask, 'time_zone') ? checkedTimeZone(given.timeZone) : shop.timeZone;
    if (name === shop.name && timeZone === shop.timeZone) return [];
    return [{ type: 'ShopChanged', shop: changed(shop, { name, timeZone }) }];
  },
};
