import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import type { FileItem, Standing } from './ports.ts';

const row = (more: Partial<FileItem> = {}): FileItem => ({
  line: 2,
  sku: 'tea',
  names: { en: 'Tea' },
  price: { amount: 500, currency: 'GBP' },
  imageUrls: [],
  ...more,
});
const standing: Standing = {
  item: {
    ...{
      sku: 'TEA',
      itemId: 'itm_1',
      names: { en: 'Tea', ja: 'お茶' },
      price: { amount: 500, currency: 'GBP' },
      taxClass: 'zero',
      status: 'draft',
      soldBy: 'piece',
    },
    ...{ imageUrls: ['https://example.com/tea.jpg'], version: 4 },
  },
  category: ['Drinks', 'Tea'],
  onHand: 20,
};

describe('a row of a file beside what is there', () => {
  it('changes nothing where it says the same, whatever it leaves out', () => {
    expect(compare(row({ category: ['drinks', 'TEA'], onHand: 20 }), standing)).toMatchObject({ kind: 'same', fields: [], setsStock: false });
  });

  it('keeps names in other languages, pictures and the status that the file does not tell', () => {
    const { item, kind } = compare(row({ names: { en: 'Green tea' } }), standing);
    expect([kind, item]).toMatchObject([
      'changed',
      {
        sku: 'TEA',
        version: 4,
        fields: { names: { en: 'Green tea', ja: 'お茶' }, status: 'draft', taxClass: 'zero', imageUrls: ['https://example.com/tea.jpg'] },
      },
    ]);
  });

  it('tells each field with what it was and what it will be', () => {
    const { fields } = compare(row({ price: { amount: 650, currency: 'GBP' }, category: ['Tea'], onHand: 3 }), standing);
    expect(fields).toEqual([
      { field: 'price', before: '500 GBP', after: '650 GBP' },
      { field: 'category', before: 'Drinks > Tea', after: 'Tea' },
      { field: 'stock', before: '20', after: '3' },
    ]);
  });

  it('is new where there is nothing, and must be new when it is applied', () => {
    expect(compare(row(), undefined)).toMatchObject({
      kind: 'new',
      item: { version: 0, fields: { status: 'published', soldBy: 'piece', taxClass: 'standard' } },
      fields: [{ field: 'price', before: '', after: '500 GBP' }],
    });
  });
});
