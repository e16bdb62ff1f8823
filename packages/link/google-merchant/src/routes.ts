import type { catalogue } from '@noren/link-contract';
import { etagOf, type GrpcClient, isFresh, type Route, route } from '@noren/service-kit';
import { z } from 'zod';
import { localInventoryFeed, productFeed } from './feed.ts';

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
  problems: ['shop_not_found'],
  responses: { 200: { description: 'Tab-separated, with a header', contentType: TSV }, 304: { description: 'As you have it' } },
} as const;

/** The feeds that Google fetches, made from what Link knows at that moment. */
export const feedRoutes = (link: GrpcClient<catalogue.CatalogueServiceService>): readonly Route[] => [
  route({
    ...ABOUT,
    path: '/feeds/{shopId}/products.tsv',
    summary: 'Product feed',
    query: z.strictObject({
      language: z.string().max(35).optional().describe('BCP 47; the merchant’s first language where it is missing'),
      link: z
        .string()
        .max(500)
        .regex(/^https:\/\/[^\s]*\{sku\}[^\s]*$/, 'must be an https address with {sku} in it')
        .optional()
        .describe('Where a product’s page is: https://shop.example/p/{sku}'),
    }),
    handle: async ({ params, query, ifNoneMatch }) => fed(productFeed(await articlesOf(link, params.shopId), query), ifNoneMatch),
  }),
  route({
    ...ABOUT,
    path: '/feeds/{shopId}/local-inventory.tsv',
    summary: 'Local inventory feed',
    query: z.strictObject({ storeCode: id.optional().describe('The store’s code in the Google Business Profile; the shop’s id where it is missing') }),
    handle: async ({ params: { shopId }, query: { storeCode = shopId }, ifNoneMatch }) =>
      fed(localInventoryFeed(await articlesOf(link, shopId), storeCode), ifNoneMatch),
  }),
];

async function articlesOf(link: GrpcClient<catalogue.CatalogueServiceService>, shopId: string): Promise<readonly catalogue.Article[]> {
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
