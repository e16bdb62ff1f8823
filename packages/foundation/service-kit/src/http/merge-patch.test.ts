import { expect, it } from 'vitest';
import { maskOf } from './merge-patch.ts';

it('a merge patch names the fields that it has, cleared ones among them, by the names of the proto', () =>
  expect(maskOf({ taxClass: null, gtin: '96385074', imageUrls: [], status: undefined })).toEqual(['tax_class', 'gtin', 'image_urls']));

it('an object within it is merged: its fields are named one by one', () =>
  expect(maskOf({ price: { amount: 5 }, minimum: { perOrder: { amount: 1 } } })).toEqual(['price.amount', 'minimum.per_order.amount']));

it('a map is named by its keys as they are', () => expect(maskOf({ names: { 'zh-Hant': '茶', ja: null } }, ['names'])).toEqual(['names.zh-Hant', 'names.ja']));

it('an empty patch names nothing, and neither does an empty object within one', () => {
  expect(maskOf({})).toEqual([]);
  expect(maskOf({ price: {}, names: {} }, ['names'])).toEqual([]);
});
