import type { catalogue } from '@noren/link-contract';
import { canonicalLanguage, type Clock } from '@noren/kernel';
import { etagOf, type GrpcClient, isFresh, type Route, route } from '@noren/service-kit';
import { z } from 'zod';
import { leftOutList, localInventoryFeed, productFeed } from './feed.ts';
import type { Shop } from './offer.ts';

type Link = GrpcClient<catalogue.CatalogueServiceService>;
const TSV = 'text/tab-separated-values; charset=utf-8';
const id = z
  .string()
  .max(64)
  .regex(/^[\w-]+$/, 'must be an id');
/** An article may have ten long addresses of images: so many fit into a message. */
const PAGE = 200;
const ABOUT = {
  method: 'GET',
  tags: ['Feeds'],
  scope: 'feeds:read',
  timeoutMs: 60_000,
  params: z.strictObject({ shopId: id }),
  ifNoneMatch: true,
  problems: ['shop_not_found'],
  responses: {
    200: { description: 'Tab-separated, with a header', contentType: TSV, headers: { ETag: 'Names what the feed says' } },
    304: { description: 'As you have it', headers: { ETag: 'As it was sent' } },
  },
} as const;

/** Tags as people have them, for the document: a language, a script, a region, a variant. */
const LANGUAGE = '^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})?$';

/** The feeds that Google fetches, made from what Link knows at that moment. */
export const feedRoutes = (link: Link, clock: Clock): readonly Route[] => [
  route({
    ...ABOUT,
    path: '/feeds/{shopId}/products.tsv',
    summary: 'Product feed',
    query: z.strictObject({
      language: z
        .string()
        .max(35)
        .refine((tag) => canonicalLanguage(tag) !== undefined, 'must be a BCP 47 tag such as en, ja or ko-KR')
        .meta({ pattern: LANGUAGE })
        .optional()
        .describe('BCP 47, matched by lookup: `en-GB`, else `en`; the merchant’s first language where there is none, or it is missing'),
      link: z
        .string()
        .max(500)
        .regex(/^https:\/\/[^\s]*\{sku\}[^\s]*$/, 'must be an https address with {sku} in it')
        .optional()
        .describe('Where a product’s page is: https://shop.example/p/{sku}'),
    }),
    async handle({ params: { shopId }, query, ifNoneMatch }) {
      const [articles, shop] = await shown(link, clock, shopId);
      return fed(productFeed(articles, shop, query), ifNoneMatch);
    },
  }),
  route({
    ...ABOUT,
    path: '/feeds/{shopId}/local-inventory.tsv',
    summary: 'Local inventory feed',
    query: z.strictObject({ storeCode: id.optional().describe('The store’s code in the Google Business Profile; the shop’s id where it is missing') }),
    async handle({ params: { shopId }, query: { storeCode = shopId }, ifNoneMatch }) {
      const [articles, shop] = await shown(link, clock, shopId);
      return fed(localInventoryFeed(articles, shop, storeCode), ifNoneMatch);
    },
  }),
  route({
    ...ABOUT,
    path: '/feeds/{shopId}/left-out.tsv',
    summary: 'What the feeds leave out, and why',
    description: 'Published articles that are in no feed, and attributes of others that are empty: for whoever looks after the catalogue, not for Google.',
    async handle({ params: { shopId }, ifNoneMatch }) {
      const [articles, shop] = await shown(link, clock, shopId);
      return fed(leftOutList(articles, shop), ifNoneMatch);
    },
  }),
];

const shown = (link: Link, clock: Clock, shopId: string) => Promise.all([articlesOf(link, shopId), shopOf(link, clock, shopId)]);

/** A shop sells unless it is closed for good, or paused: until the pause ends. Its hours are no business of a feed; Google has them from its own profile of the store. */
async function shopOf(link: Link, clock: Clock, shopId: string): Promise<Shop> {
  const { currency, status, pausedUntil } = await link.getShop({ shopId });
  const over = pausedUntil !== undefined && Date.parse(pausedUntil) <= clock.now().getTime();
  return { currency, selling: status === 'open' || (status === 'paused' && over) };
}

async function articlesOf(link: Link, shopId: string): Promise<readonly catalogue.Article[]> {
  const all: catalogue.Article[] = [];
  for (let pageToken: string | undefined = ''; pageToken !== undefined;) {
    const page: catalogue.ListArticlesResponse = await link.listArticles({ shopId, pageSize: PAGE, pageToken });
    all.push(...page.articles);
    pageToken = page.nextPageToken === '' ? undefined : page.nextPageToken;
  }
  return all;
}

function fed(feed: string, ifNoneMatch: string | undefined) {
  const body = Buffer.from(feed);
  const headers = { etag: etagOf(body) };
  return isFresh(ifNoneMatch, headers.etag) ? ({ status: 304, body: undefined, headers } as const) : ({ status: 200, body, headers } as const);
}
