import { type Change, Change as ChangeSchema } from '@noren/bff-contract';
import { events as category, topics as categoryTopics } from '@noren/category-contract';
import { events as inventory, topics as inventoryTopics } from '@noren/inventory-contract';
import { events as item, topics as itemTopics } from '@noren/item-contract';
import type { LogRecord } from '@noren/log';
import { events as order, topics as orderTopics } from '@noren/order-contract';
import { events as shop, topics as shopTopics } from '@noren/shop-contract';

/** What a record of the log is to screens: the change, and whom it concerns. `merchantId`: everybody of a merchant; else everybody in a shop. */
export type Told = Readonly<{ change: Change; shopId?: string; merchantId?: string }>;

/** The topics whose events screens show. Their order is part of the form in which positions travel. */
export const liveTopics = [orderTopics, inventoryTopics, shopTopics, itemTopics, categoryTopics].map(({ events }) => events.name);

type Reader = (record: LogRecord) => Told | undefined;

/** Events that screens care about, by their protobuf names. Others change nothing that is shown. */
export function toldBy(record: LogRecord): Told | undefined {
  return Object.hasOwn(readers, record.type) ? readers[record.type]?.(record) : undefined;
}

type OfOrder = Readonly<{ orderId: string; shopId: string; at?: string }>;
const ofOrder = (what: Extract<Change, { of: 'order' }>['what'], read: (value: Uint8Array) => OfOrder | undefined): Reader =>
  function told({ value, at }) {
    const found = read(value);
    return found && inShop(found.shopId, { of: 'order', shopId: found.shopId, orderId: found.orderId, what, at: new Date(found.at || at).toISOString() });
  };

type OfStock = Readonly<{ shopId: string; levels: readonly Readonly<{ sku: string }>[] }>;
const ofStock = (read: (value: Uint8Array) => OfStock): Reader =>
  function told({ value }) {
    const { shopId, levels } = read(value);
    return inShop(shopId, { of: 'stock', shopId, skus: [...new Set(levels.map(({ sku }) => sku))] });
  };

type OfShop = Readonly<{ shop?: Readonly<{ shopId: string; version: number }> | undefined }>;
const ofShop = (read: (value: Uint8Array) => OfShop): Reader =>
  function told({ value }) {
    const { shop: found } = read(value);
    return found && inShop(found.shopId, { of: 'shop', shopId: found.shopId, version: found.version });
  };

type OfItem = Readonly<{ item?: Readonly<{ merchantId: string; sku: string; version: number }> | undefined }>;
const ofItem = (read: (value: Uint8Array) => OfItem): Reader =>
  function told({ value }) {
    const { item: found } = read(value);
    return found && { merchantId: found.merchantId, change: { of: 'item', sku: found.sku, version: found.version } };
  };

type OfCategory = Readonly<{ merchantId: string; categoryId: string }>;
const ofCategory = (read: (value: Uint8Array) => OfCategory | undefined): Reader =>
  function told({ value }) {
    const found = read(value);
    return found && { merchantId: found.merchantId, change: { of: 'category', categoryId: found.categoryId } };
  };

const inShop = (shopId: string, change: Change): Told => ({ shopId, change: ChangeSchema.parse(change) });

const readers: Readonly<Record<string, Reader>> = {
  'noren.order.v1.OrderPlaced': ofOrder('placed', (value) => order.OrderPlaced.decode(value).order),
  'noren.order.v1.OrderConfirmed': ofOrder('confirmed', (value) => order.OrderConfirmed.decode(value)),
  'noren.order.v1.OrderRejected': ofOrder('rejected', (value) => order.OrderRejected.decode(value)),
  'noren.order.v1.OrderAccepted': ofOrder('accepted', (value) => order.OrderAccepted.decode(value)),
  'noren.order.v1.OrderReady': ofOrder('ready', (value) => order.OrderReady.decode(value)),
  'noren.order.v1.OrderHandedOver': ofOrder('handed_over', (value) => order.OrderHandedOver.decode(value)),
  'noren.order.v1.OrderCompleted': ofOrder('completed', (value) => order.OrderCompleted.decode(value)),
  'noren.order.v1.OrderCancelled': ofOrder('cancelled', (value) => order.OrderCancelled.decode(value)),
  'noren.order.v1.LinesReturned': ofOrder('returned', (value) => order.LinesReturned.decode(value)),
  'noren.inventory.v1.StockSet': ofStock((value) => inventory.StockSet.decode(value)),
  'noren.inventory.v1.StockAdjusted': ofStock((value) => inventory.StockAdjusted.decode(value)),
  'noren.inventory.v1.SafetyStockSet': ofStock((value) => inventory.SafetyStockSet.decode(value)),
  'noren.inventory.v1.StockReserved': ofStock((value) => inventory.StockReserved.decode(value)),
  'noren.inventory.v1.StockCommitted': ofStock((value) => inventory.StockCommitted.decode(value)),
  'noren.inventory.v1.StockReleased': ofStock((value) => inventory.StockReleased.decode(value)),
  'noren.shop.v1.ShopCreated': ofShop((value) => shop.ShopCreated.decode(value)),
  'noren.shop.v1.ShopChanged': ofShop((value) => shop.ShopChanged.decode(value)),
  'noren.shop.v1.WeeklyHoursSet': ofShop((value) => shop.WeeklyHoursSet.decode(value)),
  'noren.shop.v1.ShopPaused': ofShop((value) => shop.ShopPaused.decode(value)),
  'noren.shop.v1.ShopResumed': ofShop((value) => shop.ShopResumed.decode(value)),
  'noren.shop.v1.ShopClosed': ofShop((value) => shop.ShopClosed.decode(value)),
  'noren.item.v1.ItemCreated': ofItem((value) => item.ItemCreated.decode(value)),
  'noren.item.v1.ItemChanged': ofItem((value) => item.ItemChanged.decode(value)),
  'noren.item.v1.ItemPublished': ofItem((value) => item.ItemPublished.decode(value)),
  'noren.item.v1.ItemUnpublished': ofItem((value) => item.ItemUnpublished.decode(value)),
  'noren.category.v1.CategoryCreated': ofCategory((value) => category.CategoryCreated.decode(value).category),
  'noren.category.v1.CategoryRenamed': ofCategory((value) => category.CategoryRenamed.decode(value).category),
  'noren.category.v1.CategoryMoved': ofCategory((value) => category.CategoryMoved.decode(value).category),
  'noren.category.v1.CategoryDeleted': ofCategory((value) => category.CategoryDeleted.decode(value)),
  'noren.category.v1.ItemFiled': ({ value }) => {
    const { filing } = category.ItemFiled.decode(value);
    return filing && { merchantId: filing.merchantId, change: { of: 'filing', sku: filing.sku } };
  },
};
