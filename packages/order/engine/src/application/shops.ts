import type { Changes, Keys, View } from '@noren/kernel';
import type { OrderRecords, ShopInfo } from '../domain/order.ts';

/** An event of Shop: each carries the whole shop as it is after it, of which Order reads this much. */
export type ShopEvent = Readonly<{ shop: ShopInfo }>;

type Shops = Pick<OrderRecords, 'shopInfo'>;

/** Read model of shops: whose they are, and when they take orders. An older version never replaces a newer one. */
export const shops = {
  reads: ({ shop: { shopId } }: ShopEvent): Keys<Shops> => ({ shopInfo: [shopId] }),
  apply: (view: View<Shops>, { shop }: ShopEvent): Changes<Shops> =>
    (view.shopInfo(shop.shopId)?.version ?? 0) >= shop.version ? {} : { shopInfo: { [shop.shopId]: shop } },
};
