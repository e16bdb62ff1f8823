import type { Changes, Keys, Money, View } from '@noren/kernel';
import { type Article, articleKey, type OrderRecords, type SoldBy } from '../domain/order.ts';

/** The part of Item's language that Order listens to: each event carries the whole item as it is after it. */
export type ItemEvent = Readonly<{ type: 'ItemCreated' | 'ItemChanged' | 'ItemPublished' | 'ItemUnpublished'; item: Item }>;
type Item = Readonly<{
  itemId: string;
  merchantId: string;
  sku: string;
  names: readonly Readonly<{ language: string; text: string }>[];
  price: Money;
  soldBy: SoldBy;
  status: 'draft' | 'published';
  version: number;
}>;

type Articles = Pick<OrderRecords, 'article'>;

/** What Order keeps of items: names (the first that the merchant gave), prices, whether they are on sale. An older version never replaces a newer one. */
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
