import type { Changes, Keys } from '@noren/kernel';
import { itemKey } from '../domain/item.ts';

/** The part of Category's language that Item listens to. An empty category: filed nowhere. */
export type ItemFiled = Readonly<{ type: 'ItemFiled'; merchantId: string; sku: string; categoryId: string }>;

/** Under which category an item is filed. Kept whether or not there is such an item: files may come before items. */
export type Filing = Readonly<{ merchantId: string; categoryId: string }>;
type Filings = { filing: Filing };

/** What Item keeps of filings, so that items of a category can be searched. */
export const filings = {
  reads: ({ merchantId, sku }: ItemFiled): Keys<Filings> => ({ filing: [itemKey(merchantId, sku)] }),
  apply: (_view: unknown, { merchantId, sku, categoryId }: ItemFiled): Changes<Filings> => ({
    filing: { [itemKey(merchantId, sku)]: categoryId === '' ? null : { merchantId, categoryId } },
  }),
};
