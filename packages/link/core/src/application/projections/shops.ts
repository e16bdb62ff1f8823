import type { MerchantReadModel, ShopReadModel } from '@noren/link-store';
import type { Projection } from './projection.ts';

export type ShopRecords = { shop: ShopReadModel; merchant: MerchantReadModel };
export type ShopChange = Readonly<{ shop: ShopReadModel } | { merchant: MerchantReadModel }>;

/** Every event carries the whole shop, or the whole merchant: the latest version stands. */
export const shopProjection: Projection<ShopRecords, ShopChange> = {
  reads: (change) => ('shop' in change ? { shop: [change.shop.shopId] } : { merchant: [change.merchant.merchantId] }),
  apply(view, change) {
    if ('merchant' in change) {
      const { merchant } = change;
      return (view.merchant(merchant.merchantId)?.version ?? 0) < merchant.version ? { merchant: { [merchant.merchantId]: merchant } } : {};
    }
    const { shop } = change;
    return (view.shop(shop.shopId)?.version ?? 0) < shop.version ? { shop: { [shop.shopId]: shop } } : {};
  },
};
