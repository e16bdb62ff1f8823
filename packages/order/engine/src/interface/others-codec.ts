import { eventReader, messageEncoder, nothing, type Present } from '@noren/engine-kit';
import { commands as inventoryCommands, events as inventoryEvents } from '@noren/inventory-contract';
import { events as itemEvents, type records as itemRecords } from '@noren/item-contract';
import { events as shopEvents, type records as shopRecords } from '@noren/shop-contract';
import type { ItemEvent } from '../application/articles.ts';
import type { InventoryEvent } from '../application/inventory-messages.ts';
import type { ShopEvent } from '../application/shops.ts';
import { itemStatuses, shopStatuses, soldByValues } from '../domain/order.ts';

/** What Order asks of Inventory. */
export const inventoryCommand = messageEncoder(inventoryCommands);

/** What Order does with Inventory's events: whether stock is held decides an order. What it asked for itself it need not be told. */
export const inventoryEvent = eventReader<InventoryEvent>()(inventoryEvents, {
  StockReserved: (event) => ({ type: 'StockReserved', ...event }),
  StockShort: (event) => ({ type: 'StockShort', ...event }),
  StockCommitted: nothing,
  StockReleased: nothing,
  StockSet: nothing,
  StockAdjusted: nothing,
  SafetyStockSet: nothing,
  UnitChanged: nothing,
  UnitInUse: nothing,
  UnitKept: nothing,
});

const item = ({ item: whole }: Readonly<{ item: Present<itemRecords.Item> }>): ItemEvent => ({
  item: { ...whole, soldBy: oneOf(soldByValues, whole.soldBy), status: oneOf(itemStatuses, whole.status) },
});
export const itemEvent = eventReader<ItemEvent>()(itemEvents, {
  ItemCreated: item,
  ItemChanged: item,
  ItemPublished: item,
  ItemUnpublished: item,
  UnitChangeAsked: nothing,
  UnitChangeAnswered: nothing,
  UnitChangeSettled: nothing,
});

const shop = ({ shop: whole }: Readonly<{ shop: Present<shopRecords.Shop> }>): ShopEvent => ({
  shop: { ...whole, status: oneOf(shopStatuses, whole.status) },
});
const merchant = ({ merchant: whole }: Readonly<{ merchant: Present<shopRecords.Merchant> }>): ShopEvent => ({ merchant: whole });
export const shopEvent = eventReader<ShopEvent>()(shopEvents, {
  MerchantRegistered: merchant,
  MerchantChanged: merchant,
  MerchantSuspended: merchant,
  MerchantResumed: merchant,
  ShopCreated: shop,
  ShopChanged: shop,
  WeeklyHoursSet: shop,
  ShopPaused: shop,
  ShopResumed: shop,
  ShopClosed: shop,
});

/** A text that must be one of these values; any other is of a newer version. */
function oneOf<Value extends string>(values: readonly Value[], text: string): Value {
  const value = values.find((each) => each === text);
  if (value === undefined) throw new Error(`${text} is none of ${values.join(', ')}`);
  return value;
}
