import type { Filing } from '@noren/item-store';
import type { Changes, Keys } from '@noren/kernel';
import { itemKey } from '../domain/item.ts';

/** The part of Category's `ItemFiled` that matters here. An empty category: filed nowhere. */
export type ItemFiled = Readonly<{ merchantId: string; sku: string; categoryId: string }>;
type Filings = { filing: Filing };

/** A projection of where items are filed, so that those of a category can be searched. Kept whether or not there is such an item: files may come before items. */
export const filings = {
  reads: ({ merchantId, sku }: ItemFiled): Keys<Filings> => ({ filing: [itemKey(merchantId, sku)] }),
  apply: (_view: unknown, { merchantId, sku, categoryId }: ItemFiled): Changes<Filings> => ({
    filing: { [itemKey(merchantId, sku)]: categoryId === '' ? null : { merchantId, categoryId } },
  }),
};
