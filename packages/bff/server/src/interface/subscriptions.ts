import { type KeptMerchant, type KeptShop, merchantTable, shopTable } from '@noren/bff-store';
import { projectionSubscriber, type Watch } from '@noren/engine-kit';
import type { Changes } from '@noren/kernel';
import type { LogRecord, Outbox, Subscriber } from '@noren/log';
import { events, type records, topics } from '@noren/shop-contract';
import type pg from 'pg';

type Kept = { merchant: KeptMerchant; shop: KeptShop };
type Told = Readonly<{ merchant: records.Merchant } | { shop: records.Shop }>;

/** Everything that the console's server keeps of others: merchants and their shops, whose names every page shows. */
export const knownShops = (db: pg.Pool, outbox: Outbox, watch: Watch): Subscriber =>
  projectionSubscriber<Kept, Told>({
    name: 'bff.shops',
    topics: [topics.events.name],
    read: told,
    reads: (of) => ('merchant' in of ? { merchant: [of.merchant.merchantId] } : { shop: [of.shop.shopId] }),
    apply: (_, of): Changes<Kept> => {
      if ('merchant' in of) {
        const { merchantId, name, currency } = of.merchant;
        return { merchant: { [merchantId]: { name, currency } } };
      }
      const { shopId, merchantId, name, timeZone, currency, status } = of.shop;
      return { shop: { [shopId]: { merchantId, name, timeZone, currency, status } } };
    },
    tables: { merchant: merchantTable, shop: shopTable },
    db,
    outbox,
    watch,
  });

/** Each of Shop's events carries the whole record as it is after it. */
function told({ type, value }: LogRecord): Told | undefined {
  if (type === 'noren.shop.v1.MerchantRegistered') {
    const { merchant } = events.MerchantRegistered.decode(value);
    return merchant && { merchant };
  }
  const read = Object.hasOwn(shopEvents, type) ? shopEvents[type] : undefined;
  const shop = read?.(value).shop;
  return shop && { shop };
}

const shopEvents: Readonly<Record<string, (value: Uint8Array) => { shop: records.Shop | undefined }>> = {
  'noren.shop.v1.ShopCreated': (value) => events.ShopCreated.decode(value),
  'noren.shop.v1.ShopChanged': (value) => events.ShopChanged.decode(value),
  'noren.shop.v1.WeeklyHoursSet': (value) => events.WeeklyHoursSet.decode(value),
  'noren.shop.v1.ShopPaused': (value) => events.ShopPaused.decode(value),
  'noren.shop.v1.ShopResumed': (value) => events.ShopResumed.decode(value),
  'noren.shop.v1.ShopClosed': (value) => events.ShopClosed.decode(value),
};
