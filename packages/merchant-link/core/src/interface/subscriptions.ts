import { projectionSubscriber, type Watch } from '@noren/engine-kit';
import type { Changes } from '@noren/kernel';
import type { LogRecord, Outbox, Subscriber } from '@noren/log';
import { shopOwnerTable } from '@noren/merchant-link-store';
import { events, topics } from '@noren/shop-contract';
import type pg from 'pg';

type Kept = { shopOwner: Readonly<{ merchantId: string }> };
type Told = Readonly<{ shopId: string; merchantId: string }>;

/** Everything Merchant Link keeps of others: whose a shop is. */
export const shopOwners = (db: pg.Pool, outbox: Outbox, watch: Watch): Subscriber =>
  projectionSubscriber<Kept, Told>({
    name: 'merchant-link.shops',
    topics: [topics.events.name],
    read: shopTold,
    reads: ({ shopId }) => ({ shopOwner: [shopId] }),
    apply: (view, { shopId, merchantId }): Changes<Kept> => (view.shopOwner(shopId) ? {} : { shopOwner: { [shopId]: { merchantId } } }),
    tables: { shopOwner: shopOwnerTable },
    db,
    outbox,
    watch,
  });

/** A shop belongs to its merchant from its first event on. */
function shopTold({ type, value }: LogRecord): Told | undefined {
  if (type !== 'noren.shop.v1.ShopCreated') return undefined;
  const { shop } = events.ShopCreated.decode(value);
  return shop && { shopId: shop.shopId, merchantId: shop.merchantId };
}
