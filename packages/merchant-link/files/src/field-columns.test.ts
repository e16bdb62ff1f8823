import { expect, test } from 'vitest';
import { columnOfField } from './field-columns.ts';

test.each([
  ['names.ja', 'Name:JA'],
  ['names.fr', 'name:en'],
  ['lines.3.names', 'name:en'],
  ['price.amount', 'price'],
  ['item.price.currency', 'price'],
  ['item.imageUrls.2', 'Image_URLs'],
  ['taxClass', ''],
  ['expectedVersion', ''],
  ['', ''],
])('what the platform calls %j is the column %j of our own CSV', (field, column) => {
  expect(columnOfField(['sku', 'name:en', 'Name:JA', 'price', 'Image_URLs'], field)).toBe(column);
});

test.each([
  ['names.ja', 'Title'],
  ['price.amount', 'Price'],
  ['gtin', ''],
  ['sku', 'URL handle'],
  ['category', 'Type'],
])('what the platform calls %j is the column %j of Shopify’s', (field, column) => {
  expect(columnOfField(['URL handle', 'Title', 'Price', 'Type'], field)).toBe(column);
});
