import type { CatalogueQueries } from '@noren/link-store';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue, type PageRequest } from './catalogue.ts';

/** A store whose edition a test moves, and whose page reads it may hold up. */
let edition = 1;
let queried = { editions: 0, pages: 0 };
let held: (() => void)[] | undefined;
const queries: CatalogueQueries = {
  async editions(showcases) {
    queried.editions += 1;
    return showcases.map(() => `${edition}.0.0`);
  },
  async page() {
    queried.pages += 1;
    const read = edition;
    if (held) await new Promise<void>((resolve) => held?.push(resolve));
    return { edition: `${read}.0.0`, articles: `{"read":${read}}`, last: 'b' };
  },
  article: async () => undefined,
};
const ask = (shopId = 'shp_1', limit = 2): PageRequest => ({
  showcase: { shopId, merchantId: 'mer_1', currency: 'GBP' },
  after: '',
  limit,
  cursor: (behind) => `>${behind}`,
});

beforeEach(() => {
  edition = 1;
  queried = { editions: 0, pages: 0 };
  held = undefined;
});

describe('a page', () => {
  it('is read once for as long as its editions stay, by one question for all who ask at once', async () => {
    const pages = catalogue(queries);
    const first = await pages.page(ask());
    expect(first.body.toString()).toBe('{"items":[{"read":1}],"nextCursor":">b"}');
    queried = { editions: 0, pages: 0 };
    const again = await Promise.all(Array.from({ length: 50 }, () => pages.page(ask())));
    expect(new Set(again)).toEqual(new Set([first]));
    expect(queried).toEqual({ editions: 1, pages: 0 });
    edition = 2;
    expect((await pages.page(ask())).body.toString()).toContain('"read":2');
  });

  it('of another shop or size is another page', async () => {
    const pages = catalogue(queries);
    await pages.page(ask());
    await pages.page(ask('shp_2'));
    await pages.page(ask('shp_1', 3));
    expect(queried.pages).toBe(3);
  });

  it('is made once, however many wait for it', async () => {
    const pages = catalogue(queries);
    held = [];
    const waiting = Promise.all(Array.from({ length: 20 }, () => pages.page(ask())));
    while (held.length === 0) await new Promise(setImmediate);
    for (const release of held) release();
    await waiting;
    expect(queried.pages).toBe(1);
  });

  it('is never older than what was there when it was asked for', async () => {
    const pages = catalogue(queries);
    held = [];
    const early = pages.page(ask());
    while (held.length === 0) await new Promise(setImmediate);
    edition = 2;
    const late = pages.page(ask());
    await new Promise(setImmediate);
    const [release] = held;
    held = undefined;
    release?.();
    expect((await early).edition).toBe('1.0.0');
    expect((await late).edition).toBe('2.0.0');
  });

  it('that was not asked for lately makes room', async () => {
    const pages = catalogue(queries, 1_000);
    const bodies = (await pages.page(ask())).body.length;
    for (let shop = 0; shop < 1_000 / bodies; shop += 1) await pages.page(ask(`other_${shop}`));
    queried = { editions: 0, pages: 0 };
    await pages.page(ask());
    expect(queried.pages).toBe(1);
  });
});
