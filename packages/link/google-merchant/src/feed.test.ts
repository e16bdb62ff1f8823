import { currencyCodes, minorDigits } from '@noren/kernel';
import type { catalogue } from '@noren/link-contract';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeedOptions, leftOutList, localInventoryFeed, productFeed } from './feed.ts';
import type { Shop } from './offer.ts';

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
  price: { amount: 980, currency: 'GBP' },
  soldBy: 'weight',
  imageUrls: [],
  category: [],
  available: 2_700,
};

const shop: Shop = { currency: 'GBP', selling: true };

/** Rows by column name, as Google reads them: quoted fields, a quote in them doubled, every row as long as the header. */
const read = (feed: string): readonly Record<string, string>[] => parse(feed, { columns: true, delimiter: '\t', quote: '"', escape: '"' });
const products = (options: FeedOptions, ...articles: catalogue.Article[]) => read(productFeed(articles, shop, options));
const inStore = (at: Shop, ...articles: catalogue.Article[]) => read(localInventoryFeed(articles, at, 'shp_1'));
const named = (text: string): catalogue.Article => ({ ...tea, names: [{ language: 'en', text }] });

describe('the product feed', () => {
  it('says a price in the decimals that ISO 4217 gives its currency, which are not those of ICU', () => {
    const prices = (...all: readonly (readonly [number, string])[]) =>
      all.flatMap(([amount, currency]) => read(productFeed([{ ...tea, price: { amount, currency } }], { ...shop, currency }, {})).map(({ price }) => price));
    expect(prices([19_900, 'HUF'], [1_500_000, 'IQD'], [1_500, 'IDR'], [980, 'JPY'], [5, 'CLF'])).toEqual([
      ...(['199.00 HUF', '1500.000 IQD', '15.00 IDR', '980 JPY', '0.0005 CLF'] as const),
    ]);
    fc.assert(
      fc.property(fc.constantFrom(...currencyCodes), fc.integer({ min: 1, max: 1e12 }), (currency, amount) => {
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

  it('has a price by the kilogram, and an id that Google takes', () => {
    expect(products({}, loose)).toMatchObject([{ id: 'itm_1', price: '9.80 GBP', unit_pricing_measure: '1 kg' }]);
  });

  it('has its header where nothing is sold', () => expect(productFeed([], shop, {})).toMatch(/^id\ttitle\t.*\n$/));

  it('quotes what holds a quote, so that no row swallows another', () =>
    expect(products({}, named('12" pan'), named('"Starts with quote'), named('Tea, "green"'), tea).map(({ title }) => title)).toEqual([
      ...['12" pan', '"Starts with quote', 'Tea, "green"', 'Green tea'],
    ]));

  it.each([
    ['x'.repeat(149) + '🍵', 'x'.repeat(149) + '🍵'],
    ['x'.repeat(149) + '👨‍👩‍👧', 'x'.repeat(149)],
    ['x'.repeat(149) + 'e\u0301', 'x'.repeat(149)],
    ['か\u3099'.repeat(80), 'か\u3099'.repeat(75)],
    ['🍵'.repeat(200), '🍵'.repeat(150)],
    ['x' + '\u0323'.repeat(199), 'x' + '\u0323'.repeat(149)],
  ])('cuts a title behind a character that people see: %s', (name, title) => {
    expect(products({}, named(name))).toMatchObject([{ title, description: name }]);
  });

  it('does not say that there is no identifier where it knows of none, and keeps a GTIN of the shop’s own to itself', () => {
    for (const gtin of [undefined, '2000000000008', '412345678903'])
      expect(products({}, { ...tea, gtin })).toMatchObject([{ gtin: '', identifier_exists: '' }]);
  });

  it('speaks the nearest language: en-GB is told in en', () => expect(products({ language: 'en-GB' }, tea)).toMatchObject([{ title: 'Green tea' }]));
});

describe('the local inventory feed', () => {
  it('tells what the store has of each product', () => {
    expect(inStore(shop, tea, loose, { ...tea, available: 0 })).toEqual([
      { store_code: 'shp_1', id: 'Tea 1', quantity: '3', price: '0.05 GBP', availability: 'in_stock' },
      { store_code: 'shp_1', id: 'itm_1', quantity: '2', price: '9.80 GBP', availability: 'in_stock' },
      { store_code: 'shp_1', id: 'Tea 1', quantity: '0', price: '0.05 GBP', availability: 'out_of_stock' },
    ]);
  });

  it('never counts 0 of what is in stock: less than a kilogram is not counted', () => {
    const quantities = [999, 1_000, 1, 0, -5].map((available) => inStore(shop, { ...loose, available })[0]);
    expect(quantities.map((row) => [row?.['quantity'], row?.['availability']])).toEqual([
      ['', 'in_stock'],
      ['1', 'in_stock'],
      ['', 'in_stock'],
      ['0', 'out_of_stock'],
      ['0', 'out_of_stock'],
    ]);
  });

  it('offers nothing while the shop takes no orders', () => {
    const paused = { ...shop, selling: false };
    expect(inStore(paused, tea, loose).map(({ quantity, availability }) => [quantity, availability])).toEqual([
      ['0', 'out_of_stock'],
      ['0', 'out_of_stock'],
    ]);
    expect(read(productFeed([tea], paused, {}))).toMatchObject([{ availability: 'out_of_stock' }]);
  });
});

describe('what would not be true', () => {
  const yen = { ...tea, sku: 'yen', price: { amount: 980, currency: 'JPY' } };
  const free = { ...tea, sku: 'free', price: { amount: 0, currency: 'GBP' } };
  const unpriced = { ...tea, sku: 'unpriced', price: undefined };

  it('is left out of both feeds: a price that is not paid there, and one of nothing', () => {
    expect(products({}, yen, tea, free, unpriced).map(({ id }) => id)).toEqual(['Tea 1']);
    expect(inStore(shop, yen, tea, free, unpriced).map(({ id }) => id)).toEqual(['Tea 1']);
    expect(inStore({ ...shop, currency: 'JPY' }, yen, tea)).toMatchObject([{ id: 'yen', price: '980 JPY' }]);
  });

  it('is listed for the merchant with its reason, as is what Google demands and misses', () => {
    const own = { ...tea, sku: 'own', gtin: '2000000000008', imageUrls: [] };
    expect(read(leftOutList([tea, yen, free, unpriced, own], shop))).toEqual([
      { sku: 'yen', what: 'article', attribute: 'price', why: expect.stringContaining('JPY') },
      { sku: 'free', what: 'article', attribute: 'price', why: expect.stringContaining('0') },
      { sku: 'unpriced', what: 'article', attribute: 'price', why: expect.any(String) },
      { sku: 'own', what: 'attribute', attribute: 'image_link', why: expect.any(String) },
      { sku: 'own', what: 'attribute', attribute: 'gtin', why: expect.stringContaining('2000000000008') },
    ]);
  });
});
