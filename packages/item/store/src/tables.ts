import { recordTable } from '@noren/engine-kit';
import { foldText } from '@noren/kernel';
import { searchText } from './search-text.ts';

export type ItemRecord = Readonly<{
  itemId: string;
  merchantId: string;
  sku: string;
  gtin?: string;
  names: readonly Readonly<{ language: string; text: string }>[];
  price: Readonly<{ amount: number; currency: string }>;
  taxClass: 'standard' | 'reduced' | 'zero' | 'exempt';
  status: 'draft' | 'published';
  imageUrls: readonly string[];
  soldBy: 'piece' | 'weight';
  version: number;
}>;

export const itemTable = recordTable<ItemRecord>()({
  name: 'item',
  columns: {
    item_id: 'text',
    merchant_id: 'text',
    sku: 'text',
    sku_key: 'text',
    gtin: 'text',
    names: 'jsonb',
    price_amount: 'bigint',
    currency: 'text',
    tax_class: 'text',
    status: 'text',
    image_urls: 'jsonb',
    sold_by: 'text',
    item_version: 'bigint',
    search_text: 'text',
  },
  toRow: (item) => ({
    item_id: item.itemId,
    merchant_id: item.merchantId,
    sku: item.sku,
    sku_key: foldText(item.sku),
    gtin: item.gtin ?? null,
    names: item.names,
    price_amount: item.price.amount,
    currency: item.price.currency,
    tax_class: item.taxClass,
    status: item.status,
    image_urls: item.imageUrls,
    sold_by: item.soldBy,
    item_version: item.version,
    search_text: searchText(item),
  }),
  fromRow: (row) => ({
    itemId: row.item_id,
    merchantId: row.merchant_id,
    sku: row.sku,
    ...(row.gtin === null ? {} : { gtin: row.gtin }),
    names: row.names as ItemRecord['names'],
    price: { amount: row.price_amount, currency: row.currency },
    taxClass: row.tax_class as ItemRecord['taxClass'],
    status: row.status as ItemRecord['status'],
    imageUrls: row.image_urls as ItemRecord['imageUrls'],
    soldBy: row.sold_by as ItemRecord['soldBy'],
    version: row.item_version,
  }),
});

/** Under which category an item is filed, as Item has heard. */
export type FilingRecord = Readonly<{ merchantId: string; categoryId: string }>;

export const filingTable = recordTable<FilingRecord>()({
  name: 'filing',
  columns: { merchant_id: 'text', category_id: 'text' },
  toRow: ({ merchantId, categoryId }) => ({ merchant_id: merchantId, category_id: categoryId }),
  fromRow: (row) => ({ merchantId: row.merchant_id, categoryId: row.category_id }),
});
