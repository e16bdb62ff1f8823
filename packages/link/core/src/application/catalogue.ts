import { gather } from '@noren/kernel';
import type { CatalogueQueries, Showcase } from '@noren/link-store';
import { type Page, pageCache } from './page-cache.ts';

/** Which page: behind this folded SKU (empty: the first), at most so many articles. `cursor` writes where the next one begins. */
export type PageRequest = Readonly<{ showcase: Showcase; after: string; limit: number; cursor(behind: string): string }>;

/** Pages of what a shop sells, as JSON bytes. */
export interface Catalogue {
  /** As fresh as the projections at the time of asking. */
  page(request: PageRequest): Promise<Page>;
}

const CACHE_BYTES = 32 * 1024 * 1024;

/**
 * Bytes of pages are kept, and given while the editions of what they were made of stay the same: that is one small query, shared by all who ask at
 * the same time. A page that is made anew is made once, however many wait for it.
 */
export function catalogue(queries: CatalogueQueries, cacheBytes = CACHE_BYTES): Catalogue {
  const cache = pageCache(cacheBytes);
  const editionOf = gather(queries.editions, { max: 500, concurrency: 2 });
  const making = new Map<string, Promise<Page>>();

  const make = async (key: string, { showcase, after, limit, cursor }: PageRequest): Promise<Page> => {
    const { edition, articles, last } = await queries.page(showcase, after, limit);
    const next = last === undefined ? '' : `,"nextCursor":${JSON.stringify(cursor(last))}`;
    const page = { edition, body: Buffer.from(`{"items":[${articles}]${next}}`) };
    cache.set(key, page);
    return page;
  };
  const made = (key: string, request: PageRequest): Promise<Page> => {
    const begun = making.get(key);
    if (begun) return begun;
    const page = make(key, request).finally(() => making.delete(key));
    making.set(key, page);
    return page;
  };

  return {
    async page(request) {
      const { showcase, after, limit } = request;
      const key = JSON.stringify([showcase.shopId, after, limit]);
      const edition = await editionOf(showcase);
      const known = cache.get(key);
      if (known && isAsLate(known.edition, edition)) return known;
      // One that somebody else has begun may have been read before this was asked.
      const page = await made(key, request);
      return isAsLate(page.edition, edition) ? page : make(key, request);
    },
  };
}

/** Whether nothing that a page is made of is of an older edition. */
function isAsLate(page: string, current: string): boolean {
  if (page === current) return true;
  const wanted = current.split('.').map(Number);
  return page.split('.').every((part, at) => Number(part) >= (wanted[at] ?? 0));
}
