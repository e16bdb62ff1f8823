import type { CommandHandler } from './shop.ts';
import { anyShop, checkVersion, shopKeys, withStatus } from './the-shop.ts';
import { checkReason } from './validation.ts';

/** Closed for good: nothing about the shop changes after it. */
export const closeShop: CommandHandler<'CloseShop'> = {
  reads: ({ shopId }) => shopKeys(shopId),
  decide(view, { shopId, reason, expectedVersion }) {
    const shop = anyShop(view, shopId);
    checkVersion(shop, expectedVersion);
    checkReason(reason);
    if (shop.status === 'closed') return [];
    return [{ type: 'ShopClosed', shop: withStatus(shop, 'closed', reason) }];
  },
};
