import type { Change } from '@noren/bff-contract';
import { events as category, topics as categoryTopics } from '@noren/category-contract';
import { eitherReader, eventReader, nothing } from '@noren/engine-kit';
import { events as inventory, topics as inventoryTopics } from '@noren/inventory-contract';
import { events as item, topics as itemTopics } from '@noren/item-contract';
import type { LogRecord } from '@noren/log';
import { events as order, topics as orderTopics } from '@noren/order-contract';
import { events as shop, topics as shopTopics } from '@noren/shop-contract';

/** What an event is to screens: the change, and whom it concerns. `merchantId`: everybody of a merchant; else everybody in a shop. */
export type LiveEvent = Readonly<{ change: Change; shopId?: string; merchantId?: string }>;

/** The topics whose events screens show. Their order is part of the form in which positions travel. */
export const liveTopics = [orderTopics, inventoryTopics, shopTopics, itemTopics, categoryTopics].map(({ events }) => events.name);

type OrderChange = Extract<Change, { of: 'order' }>['what'];
const orderEvent = (what: OrderChange, { shopId, orderId }: Readonly<{ shopId: string; orderId: string }>, at: string): LiveEvent => ({
  shopId,
  change: { of: 'order', shopId, orderId, what, at: new Date(at).toISOString() },
});
type MovedOrder = Readonly<{ orderId: string; shopId: string; at: string }>;
const moved = (what: OrderChange) => (event: MovedOrder, record: LogRecord) => orderEvent(what, event, event.at || record.at);

const readOrder = eventReader<LiveEvent>()(order, {
  OrderPlaced: ({ order: placed }, { at }) => orderEvent('placed', placed, at),
  OrderConfirmed: moved('confirmed'),
  OrderRejected: moved('rejected'),
  OrderAccepted: moved('accepted'),
  OrderReady: moved('ready'),
  OrderHandedOver: moved('handed_over'),
  OrderCompleted: moved('completed'),
  OrderCancelled: moved('cancelled'),
  LinesReturned: moved('returned'),
});

const readStock = eventReader<LiveEvent>()(
  inventory,
  { StockShort: nothing, UnitChanged: nothing, UnitInUse: nothing, UnitKept: nothing },
  ({ shopId, levels }) => ({
    shopId,
    change: { of: 'stock', shopId, skus: [...new Set(levels.map(({ sku }) => sku))] },
  }),
);

const readShop = eventReader<LiveEvent>()(
  shop,
  { MerchantRegistered: nothing, MerchantChanged: nothing, MerchantSuspended: nothing, MerchantResumed: nothing },
  ({ shop: { shopId, version } }) => ({
    shopId,
    change: { of: 'shop', shopId, version },
  }),
);

const readItem = eventReader<LiveEvent>()(
  item,
  { UnitChangeAsked: nothing, UnitChangeAnswered: nothing, UnitChangeSettled: nothing },
  ({ item: { merchantId, sku, version } }) => ({ merchantId, change: { of: 'item', sku, version } }),
);

const categoryEvent = ({ merchantId, categoryId }: Readonly<{ merchantId: string; categoryId: string }>): LiveEvent => ({
  merchantId,
  change: { of: 'category', categoryId },
});
const readCategory = eventReader<LiveEvent>()(
  category,
  { CategoryDeleted: categoryEvent, ItemFiled: ({ filing: { merchantId, sku } }) => ({ merchantId, change: { of: 'filing', sku } }) },
  ({ category: changed }) => categoryEvent(changed),
);

/** What screens show of an event, of whichever context; `undefined` where they show nothing of it. */
export const readLiveEvent = eitherReader(readOrder, readStock, readShop, readItem, readCategory);
