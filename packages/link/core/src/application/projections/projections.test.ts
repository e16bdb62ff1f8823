import type { Changes, Records, View } from '@noren/kernel';
import { describe, expect, it } from 'vitest';
import { articleOf, type Item, keptArticles } from './articles.ts';
import type { Fold } from './fold.ts';
import { keptShelves, shelfOf } from './shelves.ts';
import { keptShops, type KeptShop } from './shops.ts';
import { keptStock } from './stock.ts';

/** What is kept after all that was told, looking only at what the fold said it reads. */
function fold<R extends Records, Told>({ reads, apply }: Fold<R, Told>, ...told: readonly Told[]): Record<string, object> {
  const kept = new Map<string, object>();
  for (const one of told) {
    const named = new Set<string>();
    const view = new Proxy({} as View<R>, {
      get: (_, kind: string) => (key: string) => (named.has(`${kind} ${key}`) ? kept.get(`${kind} ${key}`) : undefined),
    });
    for (const [kind, keys = []] of Object.entries<readonly string[] | undefined>(reads(one, view))) for (const key of keys) named.add(`${kind} ${key}`);
    const changes: Changes<R> = apply(view, one);
    for (const [kind, records] of Object.entries(changes))
      for (const [key, record] of Object.entries<object | null>(records ?? {})) {
        expect(named).toContain(`${kind} ${key}`);
        if (record === null) kept.delete(`${kind} ${key}`);
        else kept.set(`${kind} ${key}`, record);
      }
  }
  return Object.fromEntries(kept);
}

const item: Item = {
  itemId: 'itm_1',
  merchantId: 'mer_1',
  sku: 'ＴＥＡ',
  names: [{ language: 'en', text: 'Tea' }],
  price: { amount: 250, currency: 'GBP' },
  taxClass: 'standard',
  status: 'published',
  imageUrls: [],
  soldBy: 'piece',
  version: 2,
};
const told = (over: Partial<Item>, offset: number) => ({ article: articleOf({ ...item, ...over }), offset });

describe('articles', () => {
  it('are known by the folded SKU of their merchant, as JSON that shows the SKU as typed', () => {
    const kept = fold(keptArticles, told({}, 4));
    expect(kept['article mer_1/tea']).toMatchObject({ skuKey: 'tea', published: true, itemVersion: 2 });
    expect(JSON.parse(articleOf(item).item)).toEqual({
      sku: 'ＴＥＡ',
      itemId: 'itm_1',
      names: { en: 'Tea' },
      price: { amount: 250, currency: 'GBP' },
      soldBy: 'piece',
      taxClass: 'standard',
      imageUrls: [],
    });
    expect(kept['edition mer_1']).toEqual({ offset: 5 });
  });

  it('never go back to an older version, and then nothing is of a new edition', () => {
    const kept = fold(keptArticles, told({}, 4), told({ version: 1, status: 'draft' }, 9));
    expect(kept).toMatchObject({ 'article mer_1/tea': { published: true }, 'edition mer_1': { offset: 5 } });
    expect(fold(keptArticles, told({}, 4), told({ version: 3, status: 'draft' }, 9))).toMatchObject({
      'article mer_1/tea': { published: false },
      'edition mer_1': { offset: 10 },
    });
  });
});

describe('shelves', () => {
  const shelf = {
    type: 'Shelf',
    categoryId: 'cat_1',
    shelf: shelfOf({ categoryId: 'cat_1', merchantId: 'mer_1', parentId: '', names: [{ language: 'en', text: 'Tea' }], version: 1 }),
    offset: 0,
  } as const;
  const filed = (categoryId: string, offset: number) => ({ type: 'Filed', merchantId: 'mer_1', sku: 'Tea', categoryId, offset }) as const;

  it('hold what is filed under them, until it is taken out', () => {
    expect(fold(keptShelves, shelf, filed('cat_1', 1))).toMatchObject({ 'filing mer_1/tea': { categoryId: 'cat_1' }, 'edition mer_1': { offset: 2 } });
    expect(fold(keptShelves, shelf, filed('cat_1', 1), filed('', 2))).not.toHaveProperty(['filing mer_1/tea']);
  });

  it('are gone when they are deleted', () => {
    expect(Object.keys(fold(keptShelves, shelf, { type: 'Gone', categoryId: 'cat_1', merchantId: 'mer_1', offset: 1 }))).toEqual(['edition mer_1']);
  });
});

describe('stock', () => {
  it('is the last level told of each article, and a new edition of its shop’s pages alone', () => {
    const level = (sku: string, available: number) => ({ sku, available });
    const kept = fold(
      keptStock,
      { shopId: 'shp_1', levels: [level('Tea', 5), level('Pot', 1)], offset: 0 },
      { shopId: 'shp_1', levels: [level('TEA', 4)], offset: 1 },
    );
    expect(kept).toEqual({ 'stock shp_1/tea': { available: 4 }, 'stock shp_1/pot': { available: 1 }, 'edition shp_1': { offset: 2 } });
  });
});

describe('shops', () => {
  const shop: KeptShop = {
    merchantId: 'mer_1',
    name: 'Corner',
    timeZone: 'Asia/Tokyo',
    currency: 'JPY',
    status: 'open',
    reason: '',
    weeklyHours: [],
    shopVersion: 2,
  };

  it('never go back to an older version', () => {
    const kept = fold(keptShops, { shopId: 'shp_1', shop }, { shopId: 'shp_1', shop: { ...shop, status: 'closed', shopVersion: 1 } });
    expect(kept).toEqual({ 'shop shp_1': shop });
  });
});
