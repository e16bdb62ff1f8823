import { columnRecords, type Present, wholeRecords } from '@noren/engine-kit';
import { records } from '@noren/item-contract';
import { foldText } from '@noren/kernel';
import { searchText } from './search-text.ts';

export type Item = Present<records.Item>;

/** Beside the record: what makes a SKU unique within its merchant and orders pages, and what a search looks at. */
export const itemTable = wholeRecords('item', records.Item, {
  merchant_id: ['text', ({ merchantId }) => merchantId],
  sku_key: ['text', ({ sku }) => foldText(sku)],
  gtin: ['text', ({ gtin }) => gtin],
  status: ['text', ({ status }) => status],
  search_text: ['text', searchText],
});

/** Under which category an item is filed, as Category's events say. */
export type Filing = Readonly<{ merchantId: string; categoryId: string }>;

/** In columns: searches join them. */
export const filingTable = columnRecords<Filing>('filing', { merchantId: 'text', categoryId: 'text' });

/** Changes of units of sale that wait for Inventory's word. */
export const unitChangeTable = wholeRecords('unit_change', records.UnitChange);

/** Read model of where merchants sell. */
export const shopsTable = wholeRecords('merchant_shops', records.MerchantShops);
