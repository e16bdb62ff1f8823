import type { Article, PlaceLine, Reason } from './order.ts';

/** Why a line cannot be sold, whatever the stock. */
export function lineReasons({ sku, quantity }: PlaceLine, article: Article | undefined, currency: string): Reason[] {
  const because = (code: string, message: string): Reason => ({ code, message, sku, requested: quantity });
  if (!article) return [because('unknown_item', `The merchant has no item ${sku}`)];
  return [
    ...(article.status === 'published' ? [] : [because('not_published', `${sku} is not on sale`)]),
    ...(article.price.currency === currency
      ? []
      : [because('wrong_currency', `${sku} is priced in ${article.price.currency}, and the shop sells in ${currency}`)]),
  ];
}
