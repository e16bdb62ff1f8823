import { nextOpening, openAt } from '@noren/kernel';
import type { ArticleHere, ShopHere } from '@noren/link-store';

/** Why something cannot be ordered. `opensAt`: when the shop next takes orders (ISO 8601, UTC), where that is known. */
export type WhyNot = Readonly<{ code: string; message: string; opensAt?: string; requested?: number; available?: number }>;

type Door = Pick<ShopHere, 'status' | 'pausedUntil' | 'timeZone' | 'weeklyHours'>;

/** Why the shop takes no orders at an instant: every reason. The codes are those of a rejected order. */
export function shopReasons({ status, pausedUntil, timeZone, weeklyHours }: Door, at: string): readonly WhyNot[] {
  if (status === 'closed') return [{ code: 'shop_closed', message: 'The shop has closed for good' }];
  const paused = status === 'paused' && (pausedUntil === undefined || Date.parse(at) < Date.parse(pausedUntil));
  // A pause without an end: nobody knows when it opens.
  const from = paused ? pausedUntil : at;
  const opens = from === undefined ? undefined : openAt(weeklyHours, timeZone, from) ? from : nextOpening(weeklyHours, timeZone, from);
  const opensAt = opens === undefined ? {} : { opensAt: new Date(opens).toISOString() };
  return [
    ...(paused ? [{ code: 'shop_paused', message: pausedUntil ? `The shop is paused until ${pausedUntil}` : 'The shop is paused', ...opensAt }] : []),
    ...(openAt(weeklyHours, timeZone, at) ? [] : [{ code: 'shop_not_open', message: `The shop is not open at ${at}`, ...opensAt }]),
  ];
}

/** Why a shop that sells in this currency cannot sell so much of an article now: every reason. */
export function articleReasons(article: ArticleHere | undefined, quantity: number, currency: string): readonly WhyNot[] {
  if (!article) return [{ code: 'unknown_item', message: 'The shop has no such item' }];
  const { published, available } = article;
  const priced = (JSON.parse(article.item) as Readonly<{ price: Readonly<{ currency: string }> }>).price.currency;
  return [
    ...(published ? [] : [{ code: 'not_published', message: 'The item is not on sale' }]),
    ...(priced === currency ? [] : [{ code: 'wrong_currency', message: `The item is priced in ${priced}, and the shop sells in ${currency}` }]),
    ...(available >= quantity
      ? []
      : [{ code: 'out_of_stock', message: available === 0 ? 'None is left' : `Only ${available} are left`, requested: quantity, available }]),
  ];
}
