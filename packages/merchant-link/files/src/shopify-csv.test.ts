import { describe, expect, test } from 'vitest';
import type { Imported } from './item.ts';
import { readItems } from './read-file.ts';
import { derivedSku } from './shopify-csv.ts';

const reading = { currency: 'GBP', language: 'en', encoding: 'utf-8' };
const COLUMNS = [
  'Handle',
  'Title',
  'Published',
  'Option1 Value',
  'Option2 Value',
  'Variant SKU',
  'Variant Price',
  'Variant Inventory Qty',
  'Variant Barcode',
  'Variant Taxable',
  'Image Src',
  'Image Position',
  'Gift Card',
  'Type',
  'Variant Image',
];

/** A file of rows that tell some columns. */
const read = (...rows: ReadonlyArray<Readonly<Record<string, string>>>): Imported =>
  readItems(Buffer.from([COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => `"${row[column] ?? ''}"`).join(','))].join('\r\n')), reading);

const shirt = {
  Handle: 'shirt',
  Title: 'Shirt',
  Published: 'true',
  'Option1 Value': 'Small',
  'Variant Price': '50',
  'Image Src': 'https://a.example/1.jpg',
  'Image Position': '2',
};

describe("Shopify's product CSV", () => {
  test('gives an item a variant, with what the product says', () => {
    const { items, problems } = read(
      { ...shirt, 'Variant Inventory Qty': '4', 'Variant Barcode': "'4006381333931", Type: 'Tops' },
      {
        Handle: 'shirt',
        'Option1 Value': 'Large',
        'Option2 Value': 'Red',
        'Variant SKU': 'SH-L',
        'Variant Price': '55.50',
        'Variant Taxable': 'false',
        'Variant Image': 'https://a.example/l.jpg',
      },
      { Handle: 'shirt', 'Image Src': 'https://a.example/0.jpg', 'Image Position': '1' },
    );
    expect(problems).toEqual([]);
    const product = { status: 'published', category: 'Tops' };
    const images = ['https://a.example/0.jpg', 'https://a.example/1.jpg'];
    expect(items).toEqual([
      {
        line: 2,
        sku: 'shirt-small',
        gtin: '4006381333931',
        names: { en: 'Shirt, Small' },
        price: { amount: 5000, currency: 'GBP' },
        imageUrls: images,
        onHand: 4,
        ...product,
      },
      {
        line: 3,
        sku: 'SH-L',
        names: { en: 'Shirt, Large, Red' },
        price: { amount: 5550, currency: 'GBP' },
        taxClass: 'exempt',
        imageUrls: ['https://a.example/l.jpg', ...images],
        ...product,
      },
    ]);
  });

  test('a variant that is wrong is refused and the others of its product stand, the one with the title too', () => {
    const { items, problems } = read(
      { ...shirt, 'Variant Barcode': '4006381333932', 'Variant Inventory Qty': '-2' },
      { Handle: 'shirt', 'Option1 Value': 'Large', 'Variant Price': '55' },
    );
    expect(items.map(({ sku, names }) => [sku, names?.['en']])).toEqual([['shirt-large', 'Shirt, Large']]);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'Variant Barcode'],
      [2, 'Variant Inventory Qty'],
    ]);
  });

  test.each([
    ['Title', { ...shirt, Handle: 'other', Title: '[clear]' }],
    ['Handle', { Title: 'No handle', 'Variant Price': '1' }],
    ['Gift Card', { ...shirt, Handle: 'gift', 'Gift Card': 'TRUE' }],
    ['Variant Price', { ...shirt, Handle: 'free', 'Variant Price': '[clear]' }],
    ['Image Src', { ...shirt, Handle: 'image', 'Image Src': 'ftp://a' }],
    ['Variant SKU', { ...shirt, 'Option1 Value': 'SMALL' }],
  ])('tells what is wrong with %s', (column, row) => {
    expect(read(shirt, row)).toMatchObject({ items: [{ sku: 'shirt-small' }], problems: [{ line: 3, column }] });
  });

  test('what is not published is a draft', () => {
    expect(read({ ...shirt, Published: 'FALSE' }).items[0]?.status).toBe('draft');
  });

  test('says nothing of what a column or a cell does not: a price file tells prices, and names what it clears', () => {
    const prices = readItems(Buffer.from('Handle,Option1 Value,Variant SKU,Variant Price\nshirt,Small,SH-S,51\nshirt,Large,,52\n'), reading);
    expect(prices.items).toEqual([
      { line: 2, sku: 'SH-S', price: { amount: 5100, currency: 'GBP' } },
      { line: 3, sku: 'shirt-large', price: { amount: 5200, currency: 'GBP' } },
    ]);
    const cleared = {
      Handle: 'shirt',
      'Variant SKU': 'SH-S',
      'Variant Barcode': '[clear]',
      Type: '[Clear]',
      'Image Src': '[clear]',
      'Variant Taxable': 'TRUE',
    };
    expect(read(cleared).items).toEqual([{ line: 2, sku: 'SH-S', gtin: null, category: null, imageUrls: null }]);
  });

  test('a SKU made of handle and options is short enough and does not change', () => {
    expect(derivedSku('clay-plant-pot', [])).toBe('clay-plant-pot');
    expect(derivedSku('tee', ['1/2 Sleeve', '赤'])).toBe('tee-1-2-sleeve-赤');
    const long = derivedSku('x'.repeat(80), ['S']);
    expect([...long]).toHaveLength(64);
    expect(long).not.toBe(derivedSku('x'.repeat(80), ['M']));
  });
});
