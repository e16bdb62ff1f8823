import type { Effects } from '@noren/kernel';
import type { Shop, ShopCommand, ShopEvent } from '../domain/shop.ts';

/** What an event brings along: callers learn the id and the version, and a pause that has an end sets a timer for it. */
export function shopEffects(event: ShopEvent): Effects<ShopCommand> {
  if ('merchant' in event) return { result: { merchantId: event.merchant.merchantId, version: event.merchant.version } };
  return { result: { shopId: event.shop.shopId, version: event.shop.version }, ...timers(event.type, event.shop) };
}

function timers(type: ShopEvent['type'], { shopId, pausedUntil }: Shop): Effects<ShopCommand> {
  const key = `resume/${shopId}`;
  switch (type) {
    case 'ShopPaused':
      return pausedUntil === undefined
        ? { cancelTimers: [key] }
        : { setTimers: [{ key, due: pausedUntil, command: { type: 'ResumeShop', shopId, pausedUntil } }] };
    case 'ShopResumed':
    case 'ShopClosed':
      return { cancelTimers: [key] };
    default:
      return {};
  }
}
