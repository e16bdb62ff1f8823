import { epochMilliseconds } from '@noren/kernel';
import { refusal } from '@noren/shop-contract/refusals';
import type { CommandHandler } from './shop.ts';
import { checkVersion, shopKeys, theShop, withStatus } from './the-shop.ts';
import { checkReason } from './validation.ts';

/** No orders for a while: until an instant, or until resumed. A paused shop may be paused again, with another end or reason. */
export const pauseShop: CommandHandler<'PauseShop'> = {
  reads: ({ shopId }) => shopKeys(shopId),
  decide(view, { shopId, until, reason, expectedVersion }, { now }) {
    const shop = theShop(view, shopId);
    checkVersion(shop, expectedVersion);
    checkReason(reason);
    const pausedUntil = until === undefined ? undefined : instant(until);
    if (pausedUntil !== undefined && pausedUntil <= now) throw refusal('until_past', 'until');
    if (shop.status === 'paused' && shop.pausedUntil === pausedUntil && shop.reason === reason) return [];
    const paused = withStatus(shop, 'paused', reason);
    return [{ type: 'ShopPaused', shop: pausedUntil === undefined ? paused : { ...paused, pausedUntil } }];
  },
};

/** An instant in the one form that is stored and compared: UTC, milliseconds. */
function instant(text: string): string {
  const milliseconds = /^\d{4}-[\d:.TZ+-]{12,40}$/.test(text) ? epochMilliseconds(text) : undefined;
  if (milliseconds === undefined) throw refusal('instant', 'until');
  return new Date(milliseconds).toISOString();
}
