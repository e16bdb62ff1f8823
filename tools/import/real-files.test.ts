import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readItems } from '@noren/merchant-link-files';
import { expect, test } from 'vitest';

/** Exports of real shops, beside the repository where there are any; not for packages' own tests, which read what nx knows of. */
const files = join(import.meta.dirname, '../../../shared/data/shopify-products');

test.skipIf(!existsSync(files)).each([
  ['apparel.csv', 22, 22, 'classic-varsity-top-medium', 6000],
  ['home-and-garden.csv', 21, 65, 'clay-plant-pot-large', 1599],
])('the real %s is taken whole', (file, count, units, sku, amount) => {
  const { items, problems } = readItems(readFileSync(join(files, file)), { currency: 'GBP', language: 'en', encoding: 'utf-8' });
  expect(problems).toEqual([]);
  expect(items).toHaveLength(count);
  expect(items.reduce((sum, { onHand = 0 }) => sum + onHand, 0)).toBe(units);
  expect(items.find((item) => item.sku === sku)?.price?.amount).toBe(amount);
});
