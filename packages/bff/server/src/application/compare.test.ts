import { describe, expect, it } from 'vitest';
import { compare, type Compared } from './compare.ts';
import type { FileItem, CurrentItem } from './ports.ts';

const row = (more: Partial<FileItem> = {}): FileItem => ({
  line: 2,
  sku: 'tea',
  names: { en: 'Tea' },
  price: { amount: 500, currency: 'GBP' },
  ...more,
});
const current: CurrentItem = {
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
  category: 'Drinks > Tea',
  onHand: 20,
};

/** What a row changes that can be taken. */
function taken(...of: Parameters<typeof compare>): Compared {
  const compared = compare(...of);
  if ('kind' in compared) return compared;
  throw new Error(`refused: ${JSON.stringify(compared)}`);
}

describe('a row of a file beside what is there', () => {
  it('changes nothing where it says the same, whatever it leaves out', () => {
    expect(compare(row({ category: 'drinks > TEA', onHand: 20 }), current)).toMatchObject({ kind: 'same', fields: [], setsStock: false });
  });

  it('keeps names in other languages, pictures and the status that the file does not tell', () => {
    const { item, kind } = taken(row({ names: { en: 'Green tea' } }), current);
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
    const { fields } = taken(row({ price: { amount: 650, currency: 'GBP' }, category: 'Tea', onHand: 3 }), current);
    expect(fields).toEqual([
      { field: 'price', before: '500 GBP', after: '650 GBP' },
      { field: 'category', before: 'Drinks > Tea', after: 'Tea' },
      { field: 'stock', before: '20', after: '3' },
    ]);
  });

  it('that clears a field leaves it as in a new item', () => {
    const cleared = { taxClass: null, status: null, imageUrls: null, names: { ja: null }, category: '' };
    expect(taken({ line: 2, sku: 'tea', ...cleared }, current)).toMatchObject({
      kind: 'changed',
      item: { fields: { names: { en: 'Tea' }, taxClass: 'standard', status: 'published', imageUrls: [] }, category: '' },
      fields: [
        { field: 'names.ja', before: 'お茶', after: '' },
        { field: 'taxClass', before: 'zero', after: 'standard' },
        { field: 'status', before: 'draft', after: 'published' },
        { field: 'imageUrls', before: 'https://example.com/tea.jpg', after: '' },
        { field: 'category', before: 'Drinks > Tea', after: '' },
      ],
    });
  });

  it('that tells only a price changes only that, and is refused where there is no such item', () => {
    const price = { amount: 1, currency: 'GBP' };
    expect(taken({ line: 2, sku: 'tea', price }, current).fields).toEqual([{ field: 'price', before: '500 GBP', after: '1 GBP' }]);
    expect(compare({ line: 2, sku: 'tea', price }, undefined)).toMatchObject([{ line: 2, code: 'names_missing' }]);
    expect(compare({ line: 2, sku: 'tea', onHand: 5 }, undefined)).toMatchObject([{ code: 'names_missing' }, { code: 'price_missing' }]);
    expect(compare({ line: 2, sku: 'tea', names: { en: null, ja: null } }, current)).toMatchObject([{ code: 'names_missing' }]);
  });

  it('names a language in any spelling of its tag', () => {
    expect(taken({ line: 2, sku: 'tea', names: { JA: null } }, current).fields).toEqual([{ field: 'names.ja', before: 'お茶', after: '' }]);
    expect(taken({ line: 2, sku: 'tea', names: { EN: 'Green tea' } }, current).item.fields.names).toEqual({ en: 'Green tea', ja: 'お茶' });
  });

  it('sets stock only where that is still what the preview showed, of an article that the catalogue does not know too', () => {
    expect(taken(row({ onHand: 3 }), current).item).toMatchObject({ onHand: 3, expectedOnHand: 20 });
    expect(taken(row({ onHand: 3 }), { item: undefined, category: '', onHand: 7 })).toMatchObject({
      kind: 'new',
      item: { version: 0, onHand: 3, expectedOnHand: 7 },
    });
    expect(taken(row({ onHand: 3 }), undefined).item).toMatchObject({ onHand: 3, expectedOnHand: 0 });
    expect(taken(row({ onHand: 20 }), current).item).not.toHaveProperty('onHand');
  });

  it('is new where there is nothing, and must be new when it is applied', () => {
    expect(compare(row(), undefined)).toMatchObject({
      kind: 'new',
      item: { version: 0, fields: { status: 'published', soldBy: 'piece', taxClass: 'standard' } },
      fields: [{ field: 'price', before: '', after: '500 GBP' }],
    });
  });
});
