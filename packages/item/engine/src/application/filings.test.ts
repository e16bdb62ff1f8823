import { expect, it } from 'vitest';
import { type Filing, filings, type ItemFiled } from './filings.ts';

const filed = (sku: string, categoryId: string): ItemFiled => ({ type: 'ItemFiled', merchantId: 'mer_1', sku, categoryId });

/** What is kept after these were told. */
function keptOf(...told: readonly ItemFiled[]): Readonly<Record<string, Filing>> {
  const kept = new Map<string, Filing>();
  for (const event of told)
    for (const [key, filing] of Object.entries(filings.apply(undefined, event).filing ?? {})) {
      expect(filings.reads(event).filing).toContain(key);
      if (filing) kept.set(key, filing);
      else kept.delete(key);
    }
  return Object.fromEntries(kept);
}

it('an item is filed where it was put last, under one key for all spellings of its SKU', () => {
  const tea = { merchantId: 'mer_1', categoryId: 'cat_tea' };
  expect(keptOf(filed('SENCHA', 'cat_drinks'), filed('ｓencha', 'cat_tea'))).toEqual({ 'mer_1/sencha': tea });
});
it('an item that was taken out is filed nowhere', () => expect(keptOf(filed('sencha', 'cat_tea'), filed('Sencha', ''))).toEqual({}));
