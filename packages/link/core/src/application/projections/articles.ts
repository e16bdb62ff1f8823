import { foldText } from '@noren/kernel';
import type { ArticleRecord, Edition } from '@noren/link-store';
import { editionAfter, type Projection } from './projection.ts';

export type ArticleRecords = { article: ArticleRecord; edition: Edition };
export type ArticleChange = Readonly<{ article: ArticleRecord; offset: number }>;

export const articleKey = (merchantId: string, skuKey: string): string => `${merchantId}/${skuKey}`;

/** Every event carries the whole item: the latest version stands, and the merchant's pages are of a new edition. */
export const articleProjection: Projection<ArticleRecords, ArticleChange> = {
  reads: ({ article: { merchantId, skuKey } }) => ({ article: [articleKey(merchantId, skuKey)], edition: [merchantId] }),
  apply(view, { article, offset }) {
    const { merchantId, skuKey, itemVersion } = article;
    const key = articleKey(merchantId, skuKey);
    if ((view.article(key)?.itemVersion ?? 0) >= itemVersion) return {};
    return { article: { [key]: article }, edition: { [merchantId]: editionAfter(view.edition(merchantId), offset) } };
  },
};

type Item = Readonly<{ merchantId: string; sku: string; status: string; version: number }>;

/** The article of an item. `shown`: the JSON that pages show of it. */
export const articleOf = ({ merchantId, sku, status, version }: Item, shown: object): ArticleRecord => ({
  merchantId,
  skuKey: foldText(sku),
  published: status === 'published',
  item: JSON.stringify(shown),
  itemVersion: version,
});
