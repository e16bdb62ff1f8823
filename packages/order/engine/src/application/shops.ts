import type { Changes, Keys, View } from '@noren/kernel';
import type { OrderRecords, ShopInfo } from '../domain/order.ts';

/** The part of Shop's language that Order listens to: each event carries the whole shop as it is after it. */
export type ShopEvent = Readonly<{
  type: 'ShopCreated' | 'ShopChanged' | 'WeeklyHoursSet' | 'ShopPaused' | 'ShopResumed' | 'ShopClosed';
  shop: ShopInfo;
}>;

type Shops = Pick<OrderRecords, 'shopInfo'>;

/** What Order keeps of shops: whose they are, and when they take orders. An older version never replaces a newer one. */
export const shops = {
  reads: ({ shop: { shopId } }: ShopEvent): Keys<Shops> => ({ shopInfo: [shopId] }),
  apply(view: View<Shops>, { shop }: ShopEvent): Changes<Shops> {
    if ((view.shopInfo(shop.shopId)?.version ?? 0) >= shop.version) return {};
    return { shopInfo: { [shop.shopId]: shopInfoOf(shop) } };
  },
};

/** Only what Order needs of the shop that was told. */
const shopInfoOf = ({ shopId, merchantId, currency, status, pausedUntil, timeZone, weeklyHours, version }: ShopInfo): ShopInfo => ({
  shopId,
  merchantId,
  currency,
  status,
  ...(pausedUntil === undefined ? {} : { pausedUntil }),
  timeZone,
  weeklyHours,
  version,
});
