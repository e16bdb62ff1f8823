import type { ShopReadModel } from '@noren/link-store';
import type { Projection } from './projection.ts';

export type ShopRecords = { shop: ShopReadModel };

/** Every event carries the whole shop: the latest version stands. */
export const shopProjection: Projection<ShopRecords, ShopReadModel> = {
  reads: ({ shopId }) => ({ shop: [shopId] }),
  apply: (view, shop) => ((view.shop(shop.shopId)?.version ?? 0) < shop.version ? { shop: { [shop.shopId]: shop } } : {}),
};
