import type { Changes, Keys, View } from '@noren/kernel';
import type { MerchantInfo, OrderRecords, ShopInfo } from '../domain/order.ts';

/** An event of Shop: each carries the whole shop, or the whole merchant, as it is after it, of which Order reads this much. */
export type ShopEvent = Readonly<{ shop: ShopInfo } | { merchant: MerchantInfo }>;

type Shops = Pick<OrderRecords, 'shopInfo' | 'merchantInfo'>;

/** Read model of shops and merchants: whose they are, and when they take orders. An older version never replaces a newer one. */
export const shops = {
  reads: (event: ShopEvent): Keys<Shops> => ('shop' in event ? { shopInfo: [event.shop.shopId] } : { merchantInfo: [event.merchant.merchantId] }),
  apply(view: View<Shops>, event: ShopEvent): Changes<Shops> {
    if ('merchant' in event) {
      const { merchant } = event;
      return (view.merchantInfo(merchant.merchantId)?.version ?? 0) >= merchant.version ? {} : { merchantInfo: { [merchant.merchantId]: merchant } };
    }
    const { shop } = event;
    return (view.shopInfo(shop.shopId)?.version ?? 0) >= shop.version ? {} : { shopInfo: { [shop.shopId]: shop } };
  },
};
