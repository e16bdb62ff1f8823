import type { Fold } from './fold.ts';

/** A shop, as Shop last told it. */
export type KeptShop = Readonly<{
  merchantId: string;
  name: string;
  timeZone: string;
  currency: string;
  /** open, paused or closed. */
  status: string;
  pausedUntil?: string;
  reason: string;
  weeklyHours: readonly Readonly<{ weekday: number; fromMinute: number; untilMinute: number }>[];
  shopVersion: number;
}>;
export type ShopRecords = { shop: KeptShop };
export type ShopTold = Readonly<{ shopId: string; shop: KeptShop }>;

/** Every event carries the whole shop: the latest version stands. */
export const keptShops: Fold<ShopRecords, ShopTold> = {
  reads: ({ shopId }) => ({ shop: [shopId] }),
  apply: (view, { shopId, shop }) => ((view.shop(shopId)?.shopVersion ?? 0) < shop.shopVersion ? { shop: { [shopId]: shop } } : {}),
};
