import { expect, test } from 'vitest';
import { headingOf } from './headings.ts';
import { readItems } from './read-file.ts';

const reading = { currency: 'GBP', language: 'en', encoding: 'utf-8' };

test('header words are taken in any case and width', () => {
  expect(headingOf(['ＳＫＵ', 'ｎａｍｅ：ｊａ', 'Ｐｒｉｃｅ']).columns).toEqual(['sku', 'name:ja', 'price']);
  expect(readItems(Buffer.from('\u200bsku,na\u200bme:en,price\uFEFF\nS,Pot,1.00\n'), reading).items).toHaveLength(1);
  expect(headingOf(['SKU', 'Name:EN', 'name: zh-hant', 'On_Hand']).columns).toEqual(['sku', 'name:en', 'name:zh-Hant', 'on_hand']);
  expect(headingOf(['HANDLE', 'title', 'VARIANT PRICE']).columns).toEqual(['Handle', 'Title', 'Variant Price']);
});

test.each([
  ['on hand', 'on_hand'],
  ['onhand', 'on_hand'],
  ['on_hnad', 'on_hand'],
  ['stock', 'on_hand'],
  ['prise', 'price'],
  ['barcode', 'gtin'],
  ['name', 'name:en'],
  ['name:jp', 'name:ja'],
  ['name:kr', 'name:ko'],
  ['Image URL', 'image_urls'],
  ['Preis', 'price'],
  ['EAN', 'gtin'],
  ['商品名', 'name:ja'],
])('%s is not known, but nearly: %s', (name, meant) => {
  expect(() => headingOf(['sku', 'price', name])).toThrow(`columns that are not known: ${name} (did you mean ${meant}?)`);
});

test('of many columns that are not known a few are named', () => {
  expect(() => headingOf(['sku', ...Array.from({ length: 400 }, (_, at) => `zzzzzzzz${at}`)])).toThrow(
    /zzzzzzzz11, and 388 more; known are name:en, name:ja…, sku, price, gtin, /,
  );
});

test('a column named twice is told as it was written', () => {
  expect(() => readItems(Buffer.from('sku,Price,price\n'), reading)).toThrow('as Price and as price');
  expect(() => readItems(Buffer.from('Handle,URL handle,Title\n'), reading)).toThrow('as Handle and as URL handle');
});

/** The header of Shopify's template since 2025, as far as it says anything of an item, with columns that say nothing. */
const TEMPLATE =
  'Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Option1 Linked To,' +
  'Price,Compare-at price,Cost per item,Charge tax,Tax code,Inventory tracker,Inventory quantity,Product image URL,Image position,Image alt text,Variant image URL,Gift card';

test("Shopify's new template says what its old one says, and its problems name its own columns", () => {
  const rows = [
    'Clay pot,clay-pot,"<p>Round,\nred</p>",Acme,Garden > Pots,Pots,,TRUE,Active,POT-L,4006381333931,Size,Large,,15.99,,,FALSE,,shopify,3,https://a.example/1.jpg,1,,,FALSE',
    ',clay-pot,,,,,,,,POT-S,,Size,Small,,x,,,TRUE,,shopify,4,,,,,',
  ];
  const { kind, items, problems } = readItems(Buffer.from([TEMPLATE, ...rows].join('\n')), reading);
  expect(kind).toBe("Shopify's product CSV");
  expect(problems).toMatchObject([{ line: 4, column: 'Price', code: 'price_form' }]);
  expect(items).toEqual([
    {
      ...{ line: 2, sku: 'POT-L', gtin: '4006381333931', names: { en: 'Clay pot, Large' }, price: { amount: 1599, currency: 'GBP' }, taxClass: 'exempt' },
      ...{ status: 'published', category: 'Garden > Pots', onHand: 3, imageUrls: ['https://a.example/1.jpg'] },
    },
  ]);
});
