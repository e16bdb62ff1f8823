import { eventReader, nothing, projectionSubscriber, type EngineMetrics } from '@noren/engine-kit';
import type { Changes } from '@noren/kernel';
import type { Outbox, Subscriber } from '@noren/log';
import { type ShopOwner, shopOwnerTable } from '@noren/merchant-link-store';
import { events, topics } from '@noren/shop-contract';
import type pg from 'pg';

type ReadModel = { shopOwner: ShopOwner };
type OwnedShop = Readonly<{ shopId: string; merchantId: string }>;

/** Merchant Link's projection of others' events: whose a shop is. That is so from its first event on, and stays. */
export const shopOwners = (db: pg.Pool, outbox: Outbox, watch: EngineMetrics): Subscriber =>
  projectionSubscriber<ReadModel, OwnedShop>({
    name: 'merchant-link.shops',
    topics: [topics.events.name],
    read: eventReader<OwnedShop>()(events, { MerchantRegistered: nothing }, ({ shop: { shopId, merchantId } }) => ({ shopId, merchantId })),
    reads: ({ shopId }) => ({ shopOwner: [shopId] }),
    apply: (view, { shopId, merchantId }): Changes<ReadModel> => (view.shopOwner(shopId) ? {} : { shopOwner: { [shopId]: { merchantId } } }),
    tables: { shopOwner: shopOwnerTable },
    db,
    outbox,
    watch,
  });
