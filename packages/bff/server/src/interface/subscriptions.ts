import { type MerchantReadModel, merchantTable, type ShopReadModel, shopTable } from '@noren/bff-store';
import { eventReader, readModel } from '@noren/engine-kit';
import type { Changes } from '@noren/kernel';
import { events, topics } from '@noren/shop-contract';

type Known = { merchant: MerchantReadModel; shop: ShopReadModel };
type Change = Readonly<{ merchant: MerchantReadModel } | { shop: ShopReadModel }>;

const toMerchant = ({ merchant }: Readonly<{ merchant: MerchantReadModel }>): Change => ({ merchant });

/** The console's projection of others' events: merchants and their shops, whose names every page shows. */
export const knownShops = readModel<Known, Change>({
  name: 'bff.shops',
  topics: [topics.events.name],
  // Each event carries the whole record as it is after it.
  read: eventReader<Change>()(
    events,
    { MerchantRegistered: toMerchant, MerchantChanged: toMerchant, MerchantSuspended: toMerchant, MerchantResumed: toMerchant },
    ({ shop }) => ({ shop }),
  ),
  reads: (of) => ('merchant' in of ? { merchant: [of.merchant.merchantId] } : { shop: [of.shop.shopId] }),
  apply(view, of): Changes<Known> {
    if ('merchant' in of) {
      const { merchantId, version: ofMerchant } = of.merchant;
      return (view.merchant(merchantId)?.version ?? -1) < ofMerchant ? { merchant: { [merchantId]: of.merchant } } : {};
    }
    const { shopId, version } = of.shop;
    return (view.shop(shopId)?.version ?? 0) < version ? { shop: { [shopId]: of.shop } } : {};
  },
  tables: { merchant: merchantTable, shop: shopTable },
});

/** All that can be made anew from the log. */
export const readModels = [knownShops];
