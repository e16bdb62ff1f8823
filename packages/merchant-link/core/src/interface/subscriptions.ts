import { eventReader, nothing, readModel } from '@noren/engine-kit';
import type { Changes } from '@noren/kernel';
import { type ShopOwner, shopOwnerTable } from '@noren/merchant-link-store';
import { events, topics } from '@noren/shop-contract';

type Owners = { shopOwner: ShopOwner };
type OwnedShop = Readonly<{ shopId: string; merchantId: string }>;

/** Merchant Link's projection of others' events: whose a shop is. That is so from its first event on, and stays. */
export const shopOwners = readModel<Owners, OwnedShop>({
  name: 'merchant-link.shops',
  topics: [topics.events.name],
  read: eventReader<OwnedShop>()(
    events,
    { MerchantRegistered: nothing, MerchantChanged: nothing, MerchantSuspended: nothing, MerchantResumed: nothing },
    ({ shop: { shopId, merchantId } }) => ({ shopId, merchantId }),
  ),
  reads: ({ shopId }) => ({ shopOwner: [shopId] }),
  apply: (view, { shopId, merchantId }): Changes<Owners> => (view.shopOwner(shopId) ? {} : { shopOwner: { [shopId]: { merchantId } } }),
  tables: { shopOwner: shopOwnerTable },
});

/** All that can be made anew from the log. */
export const readModels = [shopOwners];
