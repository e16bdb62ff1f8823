import type { Changes, Records, View } from '@noren/kernel';
import { describe, expect, it } from 'vitest';
import { articleOf, articleProjection } from './articles.ts';
import type { Projection } from './projection.ts';
import { shelfOf, shelfProjection } from './shelves.ts';
import { shopProjection } from './shops.ts';
import { stockProjection } from './stock.ts';

/** The records after all changes, looking only at what the projection said it reads. */
function fold<R extends Records, Change>({ reads, apply }: Projection<R, Change>, ...all: readonly Change[]): Record<string, object> {
  const found = new Map<string, object>();
  for (const one of all) {
    const named = new Set<string>();
    const view = new Proxy({} as View<R>, {
      get: (_, kind: string) => (key: string) => (named.has(`${kind} ${key}`) ? found.get(`${kind} ${key}`) : undefined),
    });
    for (const [kind, keys = []] of Object.entries<readonly string[] | undefined>(reads(one, view))) for (const key of keys) named.add(`${kind} ${key}`);
    const changes: Changes<R> = apply(view, one);
    for (const [kind, records] of Object.entries(changes))
      for (const [key, record] of Object.entries<object | null>(records ?? {})) {
        expect(named).toContain(`${kind} ${key}`);
        if (record === null) found.delete(`${kind} ${key}`);
        else found.set(`${kind} ${key}`, record);
      }
  }
  return Object.fromEntries(found);
}

const item = { merchantId: 'mer_1', sku: 'ＴＥＡ', status: 'published', version: 2 };
const change = (over: Partial<typeof item>, offset: number) => ({ article: articleOf({ ...item, ...over }, { sku: 'ＴＥＡ' }), offset });

describe('articles', () => {
  it('are known by the folded SKU of their merchant, beside the JSON that pages show', () => {
    expect(fold(articleProjection, change({}, 4))).toEqual({
      'article mer_1/tea': { merchantId: 'mer_1', skuKey: 'tea', published: true, item: '{"sku":"ＴＥＡ"}', itemVersion: 2 },
      'edition mer_1': { offset: 5 },
    });
  });

  it('never go back to an older version, and then nothing is of a new edition', () => {
    const records = fold(articleProjection, change({}, 4), change({ version: 1, status: 'draft' }, 9));
    expect(records).toMatchObject({ 'article mer_1/tea': { published: true }, 'edition mer_1': { offset: 5 } });
    expect(fold(articleProjection, change({}, 4), change({ version: 3, status: 'draft' }, 9))).toMatchObject({
      'article mer_1/tea': { published: false },
      'edition mer_1': { offset: 10 },
    });
  });
});

describe('shelves', () => {
  const shelf = {
    type: 'Shelf',
    categoryId: 'cat_1',
    shelf: shelfOf({ merchantId: 'mer_1', version: 1 }, { categoryId: 'cat_1' }),
    offset: 0,
  } as const;
  const filed = (categoryId: string, offset: number) => ({ type: 'Filed', merchantId: 'mer_1', sku: 'Tea', categoryId, offset }) as const;

  it('hold what is filed under them, until it is taken out', () => {
    expect(fold(shelfProjection, shelf, filed('cat_1', 1))).toMatchObject({ 'filing mer_1/tea': { categoryId: 'cat_1' }, 'edition mer_1': { offset: 2 } });
    expect(fold(shelfProjection, shelf, filed('cat_1', 1), filed('', 2))).not.toHaveProperty(['filing mer_1/tea']);
  });

  it('are gone when they are deleted', () => {
    expect(Object.keys(fold(shelfProjection, shelf, { type: 'Gone', categoryId: 'cat_1', merchantId: 'mer_1', offset: 1 }))).toEqual(['edition mer_1']);
  });
});

describe('stock', () => {
  it('is the last level of each article, and a new edition of its shop’s pages alone', () => {
    const level = (sku: string, available: number) => ({ sku, available });
    const records = fold(
      stockProjection,
      { shopId: 'shp_1', levels: [level('Tea', 5), level('Pot', 1)], offset: 0 },
      { shopId: 'shp_1', levels: [level('TEA', 4)], offset: 1 },
    );
    expect(records).toEqual({ 'stock shp_1/tea': { available: 4 }, 'stock shp_1/pot': { available: 1 }, 'edition shp_1': { offset: 2 } });
  });
});

describe('shops', () => {
  const shop = {
    ...{ shopId: 'shp_1', merchantId: 'mer_1', name: 'Corner', timeZone: 'Asia/Tokyo', currency: 'JPY' },
    ...{ status: 'open', reason: '', weeklyHours: [], version: 2 },
  };

  it('never go back to an older version', () => {
    expect(fold(shopProjection, { shop }, { shop: { ...shop, status: 'closed', version: 1 } })).toEqual({ 'shop shp_1': shop });
  });

  it('have a merchant, which does not go back either', () => {
    const merchant = { merchantId: 'mer_1', name: 'Kissa', currency: 'JPY', suspended: true, reason: 'papers missing', version: 2 };
    expect(fold(shopProjection, { merchant }, { merchant: { ...merchant, suspended: false, version: 1 } })).toEqual({ 'merchant mer_1': merchant });
  });
});
