import type { Filing } from '@noren/item-store';
import { expect, it } from 'vitest';
import { filings, type ItemFiled } from './filings.ts';

const filed = (sku: string, categoryId: string): ItemFiled => ({ merchantId: 'mer_1', sku, categoryId });

/** The projection after these events. */
function after(...events: readonly ItemFiled[]): Readonly<Record<string, Filing>> {
  const stored = new Map<string, Filing>();
  for (const event of events)
    for (const [key, filing] of Object.entries(filings.apply(undefined, event).filing ?? {})) {
      expect(filings.reads(event).filing).toContain(key);
      if (filing) stored.set(key, filing);
      else stored.delete(key);
    }
  return Object.fromEntries(stored);
}

it('an item is filed where it was put last, under one key for all spellings of its SKU', () => {
  const tea = { merchantId: 'mer_1', categoryId: 'cat_tea' };
  expect(after(filed('SENCHA', 'cat_drinks'), filed('ｓencha', 'cat_tea'))).toEqual({ 'mer_1/sencha': tea });
});
it('an item that was taken out is filed nowhere', () => expect(after(filed('sencha', 'cat_tea'), filed('Sencha', ''))).toEqual({}));
