/** A page as bytes, and the edition of what it was made of. */
export type Page = Readonly<{ edition: string; body: Buffer }>;

type PageCache = Readonly<{ get(key: string): Page | undefined; set(key: string, page: Page): void }>;

/** What a page takes besides its body and its key, about: a caller may ask for any number of pages on which there is nothing. */
const ENTRY_BYTES = 500;

/** Keeps the most recently used pages, up to so many bytes. A page larger than a sixteenth of that is not kept. */
export function pageCache(maxBytes: number): PageCache {
  // A Map keeps insertion order, so the first page is the one unused longest.
  const pages = new Map<string, Page>();
  let bytes = 0;
  const sizeOf = (key: string, { body }: Page): number => body.length + 2 * key.length + ENTRY_BYTES;
  const drop = (key: string): void => {
    const page = pages.get(key);
    if (page === undefined) return;
    bytes -= sizeOf(key, page);
    pages.delete(key);
  };
  return {
    get(key) {
      const page = pages.get(key);
      if (page === undefined) return undefined;
      pages.delete(key);
      pages.set(key, page);
      return page;
    },
    set(key, page) {
      drop(key);
      if (page.body.length > maxBytes / 16) return;
      pages.set(key, page);
      bytes += sizeOf(key, page);
      for (const [oldest] of pages) {
        if (bytes <= maxBytes) return;
        drop(oldest);
      }
    },
  };
}
