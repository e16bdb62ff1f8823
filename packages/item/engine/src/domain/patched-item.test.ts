import { itemFields } from '@noren/item-contract/fields';
import { scenarios } from '@noren/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemRules } from '../application/rules.ts';
import type { Item, ItemEvent } from './item.ts';
import { created, patch, pen, itemOf } from './sample-item.ts';

const given = scenarios(itemRules);
const changed = (change: Partial<Item>): ItemEvent[] => [{ type: 'ItemChanged', item: { ...pen, version: 2, ...change } }];
const refused = (updateMask: readonly string[], code: string, field: string, change: Parameters<typeof patch>[1] = {}): void =>
  given(created).when(patch(updateMask, change)).then({ refused: code, kind: 'invalid', field });

describe('a patch of an item', () => {
  it('changes the fields that its mask names, and leaves the others whatever it says of them', () => {
    given(created)
      .when(patch(['price'], { price: { amount: 300, currency: 'GBP' }, taxClass: 'zero', gtin: 'none' }))
      .then(changed({ price: { amount: 300, currency: 'GBP' } }));
    given(created)
      .when(patch(['tax_class'], { taxClass: 'zero' }))
      .then(changed({ taxClass: 'zero' }));
    given(created)
      .when(patch([], { taxClass: 'zero' }))
      .then([]);
  });
  it('clears what it names and does not give: then it is as in a new item', () => {
    const [event] = given(created)
      .when(patch(['gtin']))
      .events();
    expect(itemOf(event)).not.toHaveProperty('gtin');
    given(created)
      .when(patch(['image_urls']))
      .then(changed({ imageUrls: [] }));
    given({ type: 'ItemCreated', item: { ...pen, taxClass: 'zero', status: 'draft', soldBy: 'weight' } })
      .when(patch(['tax_class', 'status', 'sold_by']))
      .then(changed({}));
  });
  it('takes names language by language, or all of them', () => {
    const [en, ja] = pen.names;
    const ko = { language: 'ko', text: '펜' };
    given(created)
      .when(patch(['names.ko'], { names: [ko] }))
      .then(changed({ names: [...pen.names, ko] }));
    given(created)
      .when(patch(['names.JA'], { names: [{ language: 'ja', text: '筆' }, ko] }))
      .then(changed({ names: [en ?? ko, { language: 'ja', text: '筆' }] }));
    given(created)
      .when(patch(['names.en']))
      .then(changed({ names: [ja ?? ko] }));
    given(created)
      .when(patch(['names'], { names: [ko] }))
      .then(changed({ names: [ko] }));
    refused(['names.en', 'names.ja'], 'names', 'item.names');
    refused(['names'], 'names', 'item.names');
  });
  it('refuses what is no language as that, in its place', () => {
    refused(['names.en_GB'], 'language', 'item.names.en_GB', { names: [{ language: 'en_GB', text: 'Pen' }] });
    refused(['names.?'], 'language', 'item.names.?');
  });
  it('takes a price in the currency that the item has', () => {
    given(created)
      .when(patch(['price.amount'], { price: { amount: 9, currency: '' } }))
      .then(changed({ price: { amount: 9, currency: 'GBP' } }));
    refused(['price'], 'price', 'item.price');
    refused(['price.currency'], 'price', 'item.price.amount', { price: { amount: 0, currency: 'JPY' } });
    given(created)
      .when(patch(['price.currency'], { price: { amount: 0, currency: 'GBP' } }))
      .then([]);
    refused(['price'], 'currency', 'item.price.currency', { price: { amount: 1, currency: 'pounds' } });
  });
  it('checks only what it names: an item with a price that would not be taken today can be changed otherwise', () => {
    const odd: ItemEvent = { type: 'ItemCreated', item: { ...pen, price: { amount: 1, currency: 'ZZZ' } } };
    const [event] = given(odd)
      .when(patch(['tax_class'], { taxClass: 'zero' }))
      .events();
    expect(itemOf(event)).toMatchObject({ taxClass: 'zero', price: { amount: 1, currency: 'ZZZ' } });
  });
  it('that names all fields says all of the item', () => {
    const { itemId: _id, merchantId: _merchant, version: _version, gtin: _gtin, ...rest } = pen;
    const [event] = given(created)
      .when(patch(['*'], rest))
      .events();
    expect(itemOf(event)).not.toHaveProperty('gtin');
    refused(['*'], 'names', 'item.names');
  });
  it('that names a field that there is not is refused, and says which', () => {
    for (const path of ['', 'sku', 'colour', 'names.', 'price.tax', '__proto__.x', 'gtin.digit', 'taxClass', 'item.gtin'])
      refused([path], 'update_mask', 'item.updateMask');
  });
  it('of a SKU that has no item makes one of what it names, if that is enough', () => {
    const named = { names: pen.names, price: pen.price };
    const [event] = given()
      .when(patch(['names.en', 'names.ja', 'price'], { ...named, taxClass: 'luxury' }))
      .events();
    expect(event).toMatchObject({ type: 'ItemCreated', item: { ...named, taxClass: 'standard', status: 'published', imageUrls: [] } });
    given()
      .when(patch(['price'], named))
      .then({ refused: 'names', field: 'item.names' });
    given()
      .when(patch(['names'], named))
      .then({ refused: 'price', field: 'item.price' });
    given().when(patch([])).then({ refused: 'names', field: 'item.names' });
  });

  const fields = [...Object.values(itemFields), 'names.ja', 'names.ko', 'price.amount'];
  it('never changes a field that it does not name', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...fields)), (mask) => {
        const other = {
          gtin: '96385074',
          names: [{ language: 'ja', text: '筆' }],
          price: { amount: 1, currency: 'JPY' },
          taxClass: 'zero',
          status: 'draft',
          soldBy: 'weight',
        };
        const item = itemOf(given(created).when(patch(mask, other)).events()[0]) ?? pen;
        const isSaid = (field: string): boolean => mask.some((path) => path === field || path.startsWith(`${field}.`));
        for (const [key, field] of Object.entries(itemFields)) if (!isSaid(field)) expect(Reflect.get(item, key)).toEqual(Reflect.get(pen, key));
      }),
    ));
});
