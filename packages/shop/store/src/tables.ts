import { recordTable } from '@noren/engine-kit';

export type MerchantRecord = Readonly<{ merchantId: string; name: string; currency: string }>;
export type ShopRecord = Readonly<{
  shopId: string;
  merchantId: string;
  name: string;
  timeZone: string;
  currency: string;
  status: 'open' | 'paused' | 'closed';
  pausedUntil?: string;
  reason: string;
  weeklyHours: readonly Readonly<{ weekday: number; fromMinute: number; untilMinute: number }>[];
  version: number;
}>;

export const merchantTable = recordTable<MerchantRecord>()({
  name: 'merchant',
  columns: { merchant_id: 'text', name: 'text', currency: 'text' },
  toRow: ({ merchantId, name, currency }) => ({ merchant_id: merchantId, name, currency }),
  fromRow: (row) => ({ merchantId: row.merchant_id, name: row.name, currency: row.currency }),
});

export const shopTable = recordTable<ShopRecord>()({
  name: 'shop',
  columns: {
    shop_id: 'text',
    merchant_id: 'text',
    name: 'text',
    time_zone: 'text',
    currency: 'text',
    status: 'text',
    paused_until: 'timestamptz',
    reason: 'text',
    weekly_hours: 'jsonb',
    shop_version: 'bigint',
  },
  toRow: (shop) => ({
    shop_id: shop.shopId,
    merchant_id: shop.merchantId,
    name: shop.name,
    time_zone: shop.timeZone,
    currency: shop.currency,
    status: shop.status,
    paused_until: shop.pausedUntil ?? null,
    reason: shop.reason,
    weekly_hours: shop.weeklyHours,
    shop_version: shop.version,
  }),
  fromRow: (row) => ({
    shopId: row.shop_id,
    merchantId: row.merchant_id,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    status: row.status as ShopRecord['status'],
    ...(row.paused_until === null ? {} : { pausedUntil: row.paused_until }),
    reason: row.reason,
    weeklyHours: row.weekly_hours as ShopRecord['weeklyHours'],
    version: row.shop_version,
  }),
});
