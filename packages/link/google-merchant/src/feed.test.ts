import { currencyCodes, minorDigits } from '@noren/kernel';
import type { catalogue } from '@noren/link-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localInventoryFeed, productFeed, type FeedOptions } from './feed.ts';

const tea: catalogue.Article = {
  sku: 'Tea 1',
  itemId: 'itm_1',
  gtin: '4006381333931',
  names: [
    { language: 'en', text: 'Green\ttea' },
    { language: 'ja', text: '緑茶' },
  ],
  price: { amount: 5, currency: 'GBP' },
  soldBy: 'piece',
  imageUrls: ['https://img.example/1.png', 'https://img.example/a,b.png'],
  category: [{ language: 'en', text: 'Tea' }],
  available: 3,
};
const loose: catalogue.Article = {
  ...tea,
  sku: 'x'.repeat(51),
  gtin: undefined,
  price: { amount: 980, currency: 'JPY' },
  soldBy: 'weight',
  imageUrls: [],
  category: [],
  available: 2_700,
};

/** Rows by column name, as Google reads them. */
function read(feed: string): readonly Record<string, string>[] {
  const [header = '', ...rows] = feed.slice(0, -1).split('\n');
  const columns = header.split('\t');
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, at) => [columns[at] ?? '', cell])));
}
const products = (options: FeedOptions, ...articles: catalogue.Article[]) => read(productFeed(articles, options));

describe('the product feed', () => {
  it('says a price in the decimals that ISO 4217 gives its currency, which are not those of ICU', () => {
    const prices = (...all: readonly (readonly [number, string])[]) =>
      products({}, ...all.map(([amount, currency]) => ({ ...tea, price: { amount, currency } }))).map(({ price }) => price);
    expect(prices([19_900, 'HUF'], [1_500_000, 'IQD'], [1_500, 'IDR'], [980, 'JPY'], [5, 'CLF'])).toEqual([
      ...(['199.00 HUF', '1500.000 IQD', '15.00 IDR', '980 JPY', '0.0005 CLF'] as const),
    ]);
    fc.assert(
      fc.property(fc.constantFrom(...currencyCodes), fc.nat({ max: 1e12 }), (currency, amount) => {
        const [, whole = '', decimals = '', code] = /^(\d+)(?:\.(\d+))? ([A-Z]{3})$/.exec(prices([amount, currency])[0] ?? '') ?? [];
        expect([Number(whole + decimals), decimals.length, code]).toEqual([amount, minorDigits(currency), currency]);
      }),
    );
  });

  it('tells an article in Google’s words', () => {
    expect(products({}, tea)).toEqual([
      {
        id: 'Tea 1',
        title: 'Green tea',
        description: 'Green tea',
        image_link: 'https://img.example/1.png',
        additional_image_link: 'https://img.example/a%2Cb.png',
        availability: 'in_stock',
        price: '0.05 GBP',
        condition: 'new',
        gtin: '4006381333931',
        identifier_exists: 'yes',
        product_type: 'Tea',
        unit_pricing_measure: '',
      },
    ]);
  });

  it('speaks the language asked for where it can, and links where the merchant has pages', () => {
    const [row] = products({ language: 'ja', link: 'https://shop.example/p/{sku}' }, tea);
    expect(row).toMatchObject({ title: '緑茶', product_type: 'Tea', link: 'https://shop.example/p/Tea%201' });
  });

  it('has a price by the kilogram, in whole yen, and an id that Google takes', () => {
    expect(products({}, loose)).toMatchObject([{ id: 'itm_1', price: '980 JPY', unit_pricing_measure: '1 kg', identifier_exists: 'no', gtin: '' }]);
  });

  it('has its header where nothing is sold', () => expect(productFeed([], {})).toMatch(/^id\ttitle\t.*\n$/));
});

describe('the local inventory feed', () => {
  it('tells what the store has of each product', () => {
    expect(read(localInventoryFeed([tea, loose, { ...tea, available: 0 }], 'shp_1'))).toEqual([
      { store_code: 'shp_1', id: 'Tea 1', quantity: '3', price: '0.05 GBP', availability: 'in_stock' },
      { store_code: 'shp_1', id: 'itm_1', quantity: '2', price: '980 JPY', availability: 'in_stock' },
      { store_code: 'shp_1', id: 'Tea 1', quantity: '0', price: '0.05 GBP', availability: 'out_of_stock' },
    ]);
  });
});
