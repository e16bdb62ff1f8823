import type { Changes, Keys, View } from '@noren/kernel';
import { type Article, articleKey, type OrderRecords } from '../domain/order.ts';

/** An event of Item: each carries the whole item as it is after it, of which Order reads this much. */
export type ItemEvent = Readonly<{ item: Item }>;
type Item = Omit<Article, 'name'> & Readonly<{ names: readonly Readonly<{ language: string; text: string }>[] }>;

type Articles = Pick<OrderRecords, 'article'>;

/** Read model of items: names (the first that the merchant gave), prices, whether they are on sale. An older version never replaces a newer one. */
export const articles = {
  reads: ({ item: { merchantId, sku } }: ItemEvent): Keys<Articles> => ({ article: [articleKey(merchantId, sku)] }),
  apply(view: View<Articles>, { item }: ItemEvent): Changes<Articles> {
    const key = articleKey(item.merchantId, item.sku);
    if ((view.article(key)?.version ?? 0) >= item.version) return {};
    return { article: { [key]: articleOf(item) } };
  },
};

const articleOf = ({ merchantId, sku, itemId, names, price, soldBy, status, version }: Item): Article => ({
  merchantId,
  sku,
  itemId,
  name: names[0]?.text ?? sku,
  price,
  soldBy,
  status,
  version,
});
