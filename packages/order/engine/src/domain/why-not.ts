import { openAt } from '@noren/kernel';
import type { Article, PlaceLine, Reason, ShopInfo } from './order.ts';

/** Why the shop takes no orders at an instant: every reason. */
export function shopReasons({ status, pausedUntil, timeZone, weeklyHours }: ShopInfo, now: string): Reason[] {
  if (status === 'closed') return [{ code: 'shop_closed', message: 'the shop has closed for good' }];
  const paused = status === 'paused' && (pausedUntil === undefined || Date.parse(now) < Date.parse(pausedUntil));
  return [
    ...(paused ? [{ code: 'shop_paused', message: pausedUntil ? `the shop is paused until ${pausedUntil}` : 'the shop is paused' }] : []),
    ...(openAt(weeklyHours, timeZone, now) ? [] : [{ code: 'shop_not_open', message: `the shop is not open at ${now}` }]),
  ];
}

/** Why a line cannot be sold, whatever the stock. */
export function lineReasons({ sku, quantity }: PlaceLine, article: Article | undefined, currency: string): Reason[] {
  const because = (code: string, message: string): Reason => ({ code, message, sku, requested: quantity });
  if (!article) return [because('unknown_item', `the merchant has no item ${sku}`)];
  return [
    ...(article.status === 'published' ? [] : [because('not_published', `${sku} is not on sale`)]),
    ...(article.price.currency === currency ? [] : [because('wrong_currency', `${sku} is priced in ${article.price.currency}, the shop sells in ${currency}`)]),
  ];
}
