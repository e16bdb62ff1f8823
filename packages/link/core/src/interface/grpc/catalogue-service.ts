import { catalogue } from '@noren/link-contract';
import type { CatalogueQueries } from '@noren/link-store';
import { pageToken, type Served, served, unary } from '@noren/service-kit';
import { z } from 'zod';
import type { PlatformIdentities } from '../../application/platform-identities.ts';
import { type Shops, standing } from '../../application/shops.ts';
import type { ArticleInShop } from '../http/catalogue-views.ts';

const roles = ['platform', 'merchant', 'service'] as const;
const id = z.string().min(1).max(64);

/** What a shop sells, for the packages of single platforms: the same view that the merchant API pages through. */
export const catalogueService = (shops: Shops, queries: CatalogueQueries, identities: Pick<PlatformIdentities, 'now'>): Served =>
  served(catalogue.CatalogueServiceService, {
    getShop: unary({
      roles,
      schema: z.object({ shopId: id }),
      async run({ shopId }, { identity }) {
        const shop = await shops.shop(await identities.now(identity), shopId);
        const { merchantId, name, timeZone, currency } = shop;
        const { status, pausedUntil } = standing(shop);
        return { shopId, merchantId, name, timeZone, currency, status, pausedUntil };
      },
    }),
    listArticles: unary({
      roles,
      schema: z.object({ shopId: id, pageSize: z.int().transform((size) => (size <= 0 ? 500 : Math.min(size, 1_000))), pageToken: z.string().max(1_024) }),
      async run({ shopId, pageSize, pageToken: token }, { identity }) {
        const pages = pageToken('ListArticles', shopId);
        const showcase = await shops.showcase(await identities.now(identity), shopId);
        const { articles, last } = await queries.page(showcase, pages.read(token) ?? '', pageSize);
        return { articles: articlesOf(articles), nextPageToken: last === undefined ? '' : pages.write(last) };
      },
    }),
  });

/** The JSON that our own projections wrote, joined as pages are. */
const articlesOf = (text: string): catalogue.Article[] =>
  (JSON.parse(`[${text}]`) as readonly ArticleInShop[]).map(({ sku, itemId, gtin, names, price, soldBy, imageUrls, category, available }) => ({
    sku,
    itemId,
    gtin,
    names: localized(names),
    price,
    soldBy,
    imageUrls,
    category: category ? localized(category.names) : [],
    available,
  }));

const localized = (names: ArticleInShop['names']) => Object.entries(names).map(([language, text]) => ({ language, text }));
