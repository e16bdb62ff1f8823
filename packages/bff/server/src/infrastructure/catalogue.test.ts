import { Item } from '@noren/bff-contract';
import type { records as tree } from '@noren/category-contract';
import type { records } from '@noren/item-contract';
import { itemFields } from '@noren/item-contract/fields';
import { expect, it } from 'vitest';
import { categories } from './categories.ts';
import { toData, toItem } from './catalogue.ts';
import type { Contexts } from './contexts.ts';

const item: records.Item = {
  ...{ itemId: 'itm_1', merchantId: 'mer_1', sku: 'Tea', names: [{ language: 'ja', text: '緑茶' }], price: { amount: 250, currency: 'GBP' } },
  ...{ taxClass: 'reduced', status: 'published', imageUrls: ['https://a.example/1.png'], soldBy: 'weight', version: 3 },
};

it('an item of the console is these bytes', () => {
  const head = '"sku":"Tea","itemId":"itm_1"';
  const rest =
    '"names":{"ja":"緑茶"},"price":{"amount":250,"currency":"GBP"},"taxClass":"reduced","status":"published","soldBy":"weight",' +
    '"imageUrls":["https://a.example/1.png"]';
  expect(JSON.stringify(toItem(item, ''))).toBe(`{${head},${rest},"version":3}`);
  const full = toItem({ ...item, gtin: '4006381333931' }, 'cat_1', { onHand: 3, available: 2 });
  expect(JSON.stringify(full)).toBe(`{${head},"gtin":"4006381333931",${rest},"categoryId":"cat_1","version":3,"stock":{"onHand":3,"available":2}}`);
  expect(Item.parse(full)).toEqual(full);
  expect(() => toItem({ ...item, price: undefined }, '')).toThrow('price');
});

it('an item that is saved names what the form has and nothing else: a field that the form lacks stays', () => {
  const { sku: _sku, itemId: _id, version: _version, ...fields } = toItem(item, '');
  const { updateMask, ...data } = toData('Tea', fields, 3);
  expect(updateMask.toSorted()).toEqual(['gtin', 'image_urls', 'names', 'price', 'sold_by', 'status', 'tax_class']);
  // What the mask names and the message lacks would be cleared.
  for (const [field, path] of Object.entries(itemFields)) if (updateMask.includes(path)) expect(Object.hasOwn(data, field)).toBe(true);
});

it('the tree of categories is these bytes', async () => {
  const category = (categoryId: string, parentId: string): tree.Category => ({
    ...{ categoryId, merchantId: 'mer_1', parentId, names: [{ language: 'en', text: categoryId }], position: 1, version: 2 },
  });
  const getTree = async () => ({ categories: [category('b', 'a'), category('a', '')], contents: [{ categoryId: 'a', categories: 1, items: 4 }] });
  const contexts = { categories: { getTree } } as unknown as Pick<Contexts, 'categories'>;
  expect(JSON.stringify(await categories(contexts).tree('mer_1'))).toBe(
    '{"categories":[{"categoryId":"a","names":{"en":"a"},"position":1,"contents":{"categories":1,"items":4},"version":2},' +
      '{"categoryId":"b","parentId":"a","names":{"en":"b"},"position":1,"contents":{"categories":0,"items":0},"version":2}]}',
  );
});
