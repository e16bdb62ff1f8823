import { describe, expect, it } from 'vitest';
import { callersField, type ItemLine, toData } from './item-lines.ts';

describe('a line of items', () => {
  it('names what it has, null among it, and nothing else', () => {
    const line: ItemLine = {
      sku: 'TEA',
      gtin: null,
      names: { en: 'Tea', ja: null },
      price: { amount: 5 },
      imageUrls: [],
      category: 'Drinks',
      expectedVersion: 3,
    };
    expect(toData(line)).toEqual({
      ...{ sku: 'TEA', gtin: undefined, names: [{ language: 'en', text: 'Tea' }], price: { amount: 5, currency: '' }, taxClass: '', status: '', soldBy: '' },
      ...{ imageUrls: [], expectedVersion: 3, updateMask: ['gtin', 'names.en', 'names.ja', 'price.amount', 'image_urls'] },
    });
    expect(toData({ sku: 'TEA' }).updateMask).toEqual([]);
    expect(toData({ sku: 'TEA', names: null, price: null, taxClass: 'zero' })).toMatchObject({
      names: [],
      taxClass: 'zero',
      updateMask: ['names', 'price', 'tax_class'],
    });
  });

  it('is refused in the words of its caller', () => {
    const line: ItemLine = { sku: 'TEA', names: { ja: null, en: 'Tea', ko: ' ' } };
    expect(callersField('item.names.1.text', line)).toBe('names.ko');
    expect(callersField('item.price.amount', line)).toBe('price.amount');
    expect(callersField('item.names.9.text', line)).toBe('names.9');
    expect(callersField('sku', line)).toBe('sku');
    expect(callersField('item.updateMask', line)).toBe('names');
    expect(callersField('item.names.0.text', { sku: 'TEA', names: null })).toBe('names.0');
  });
});
