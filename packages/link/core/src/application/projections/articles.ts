import { foldText } from '@noren/kernel';
import { type Edition, editionAfter, type Fold } from './fold.ts';

/** What a merchant sells under one SKU. `item` is the JSON that pages show of it; a draft is kept and not shown. */
export type KeptArticle = Readonly<{ merchantId: string; skuKey: string; published: boolean; item: string; itemVersion: number }>;
export type ArticleRecords = { article: KeptArticle; edition: Edition };
export type ArticleTold = Readonly<{ article: KeptArticle; offset: number }>;

export const articleKey = (merchantId: string, skuKey: string): string => `${merchantId}/${skuKey}`;

/** Every event carries the whole item: the latest version stands, and the merchant's pages are of a new edition. */
export const keptArticles: Fold<ArticleRecords, ArticleTold> = {
  reads: ({ article: { merchantId, skuKey } }) => ({ article: [articleKey(merchantId, skuKey)], edition: [merchantId] }),
  apply(view, { article, offset }) {
    const { merchantId, skuKey, itemVersion } = article;
    const key = articleKey(merchantId, skuKey);
    if ((view.article(key)?.itemVersion ?? 0) >= itemVersion) return {};
    return { article: { [key]: article }, edition: { [merchantId]: editionAfter(view.edition(merchantId), offset) } };
  },
};

/** An item as Item tells it. */
export type Item = Readonly<{
  itemId: string;
  merchantId: string;
  sku: string;
  gtin?: string | undefined;
  names: readonly Readonly<{ language: string; text: string }>[];
  price?: Readonly<{ amount: number; currency: string }> | undefined;
  taxClass: string;
  status: string;
  imageUrls: readonly string[];
  soldBy: string;
  version: number;
}>;

/** The article of an item, with the JSON that pages show of it. */
export function articleOf({ itemId, merchantId, sku, gtin, names, price, taxClass, status, imageUrls, soldBy, version }: Item): KeptArticle {
  if (!price) throw new Error(`item ${itemId} has no price`);
  const shown = {
    sku,
    itemId,
    names: Object.fromEntries(names.map(({ language, text }) => [language, text])),
    price: { amount: price.amount, currency: price.currency },
    soldBy,
    taxClass,
    ...(gtin === undefined ? {} : { gtin }),
    imageUrls,
  };
  return { merchantId, skuKey: foldText(sku), published: status === 'published', item: JSON.stringify(shown), itemVersion: version };
}
