import type { CommandHandler } from './shop.ts';
import { checkVersion, shopKeys, theShop, withStatus } from './the-shop.ts';

/** Takes orders again. Asked by the timer of a pause (`pausedUntil`), it minds its own pause only: a later one, or another end, stands. */
export const resumeShop: CommandHandler<'ResumeShop'> = {
  reads: ({ shopId }) => shopKeys(shopId),
  decide(view, { shopId, pausedUntil, expectedVersion }) {
    const shop = theShop(view, shopId);
    checkVersion(shop, expectedVersion);
    if (shop.status !== 'paused') return [];
    if (pausedUntil !== undefined && pausedUntil !== shop.pausedUntil) return [];
    return [{ type: 'ShopResumed', shop: withStatus(shop, 'open', '') }];
  },
};
