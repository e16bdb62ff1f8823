import type { Changes, Keys, View } from '@noren/kernel';
import type { ItemRecords, MerchantShop } from '../domain/item.ts';

/** An event of Shop: each carries the whole shop as it is after it, of which Item reads this much. */
export type ShopEvent = Readonly<{ shop: MerchantShop & Readonly<{ merchantId: string }> }>;

type Shops = Pick<ItemRecords, 'shops'>;

/** Read model of where a merchant sells, closed shops among them: what lies there still lies there. A shop never changes its merchant or its currency. */
export const shops = {
  reads: ({ shop: { merchantId } }: ShopEvent): Keys<Shops> => ({ shops: [merchantId] }),
  apply(view: View<Shops>, { shop: { merchantId, shopId, currency } }: ShopEvent): Changes<Shops> {
    const known = view.shops(merchantId)?.shops ?? [];
    if (known.some((shop) => shop.shopId === shopId)) return {};
    // In the order of their ids: whichever is heard of first, the record is the same.
    const all = [...known, { shopId, currency }].toSorted((a, b) => (a.shopId < b.shopId ? -1 : 1));
    return { shops: { [merchantId]: { merchantId, shops: all } } };
  },
};
