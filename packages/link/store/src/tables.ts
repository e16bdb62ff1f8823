import { recordTable } from '@noren/engine-kit';

/** Minutes of the wall clock from midnight; 1 is Monday. */
type OpeningPeriod = Readonly<{ weekday: number; fromMinute: number; untilMinute: number }>;
type KeptShop = Readonly<{
  merchantId: string;
  name: string;
  timeZone: string;
  currency: string;
  status: string;
  pausedUntil?: string;
  reason: string;
  weeklyHours: readonly OpeningPeriod[];
  shopVersion: number;
}>;
type KeptArticle = Readonly<{ merchantId: string; skuKey: string; published: boolean; item: string; itemVersion: number }>;
type KeptShelf = Readonly<{ merchantId: string; shelf: string; categoryVersion: number }>;
type Edition = Readonly<{ offset: number }>;

export const shopTable = recordTable<KeptShop>()({
  name: 'shop',
  columns: {
    merchant_id: 'text',
    name: 'text',
    time_zone: 'text',
    currency: 'text',
    status: 'text',
    paused_until: 'text',
    reason: 'text',
    weekly_hours: 'jsonb',
    shop_version: 'bigint',
  },
  toRow: (shop) => ({
    merchant_id: shop.merchantId,
    name: shop.name,
    time_zone: shop.timeZone,
    currency: shop.currency,
    status: shop.status,
    paused_until: shop.pausedUntil ?? null,
    reason: shop.reason,
    weekly_hours: shop.weeklyHours,
    shop_version: shop.shopVersion,
  }),
  fromRow: (row) => ({
    merchantId: row.merchant_id,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    status: row.status,
    ...(row.paused_until === null ? {} : { pausedUntil: row.paused_until }),
    reason: row.reason,
    weeklyHours: row.weekly_hours as readonly OpeningPeriod[],
    shopVersion: row.shop_version,
  }),
});

export const articleTable = recordTable<KeptArticle>()({
  name: 'article',
  columns: { merchant_id: 'text', sku_key: 'text', published: 'boolean', item: 'text', item_version: 'bigint' },
  toRow: ({ merchantId, skuKey, published, item, itemVersion }) => ({ merchant_id: merchantId, sku_key: skuKey, published, item, item_version: itemVersion }),
  fromRow: (row) => ({ merchantId: row.merchant_id, skuKey: row.sku_key, published: row.published, item: row.item, itemVersion: row.item_version }),
});

export const shelfTable = recordTable<KeptShelf>()({
  name: 'shelf',
  columns: { merchant_id: 'text', shelf: 'text', category_version: 'bigint' },
  toRow: ({ merchantId, shelf, categoryVersion }) => ({ merchant_id: merchantId, shelf, category_version: categoryVersion }),
  fromRow: (row) => ({ merchantId: row.merchant_id, shelf: row.shelf, categoryVersion: row.category_version }),
});

export const filingTable = recordTable<Readonly<{ categoryId: string }>>()({
  name: 'filing',
  columns: { category_id: 'text' },
  toRow: ({ categoryId }) => ({ category_id: categoryId }),
  fromRow: (row) => ({ categoryId: row.category_id }),
});

export const stockTable = recordTable<Readonly<{ available: number }>>()({
  name: 'stock',
  columns: { available: 'bigint' },
  toRow: ({ available }) => ({ available }),
  fromRow: ({ available }) => ({ available }),
});

const editionTable = (name: string) =>
  recordTable<Edition>()({ name, columns: { offset: 'bigint' }, toRow: ({ offset }) => ({ offset }), fromRow: ({ offset }) => ({ offset }) });

export const articlesEditionTable = editionTable('articles_edition');
export const shelvesEditionTable = editionTable('shelves_edition');
export const stockEditionTable = editionTable('stock_edition');
