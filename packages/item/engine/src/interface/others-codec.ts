import { events as categoryEvents } from '@noren/category-contract';
import { eventReader, messageEncoder, nothing } from '@noren/engine-kit';
import { commands as inventoryCommands, events as inventoryEvents } from '@noren/inventory-contract';
import { events as shopEvents } from '@noren/shop-contract';
import type { ItemFiled } from '../application/filings.ts';
import type { InventoryEvent } from '../application/inventory-messages.ts';
import type { ShopEvent } from '../application/shops.ts';

export const itemFiled = eventReader<ItemFiled>()(categoryEvents, {
  CategoryCreated: nothing,
  CategoryRenamed: nothing,
  CategoryMoved: nothing,
  // Only an empty category is deleted: its items were taken out before, by events of their own.
  CategoryDeleted: nothing,
  ItemFiled: ({ filing }) => filing,
});

export const shopEvent = eventReader<ShopEvent>()(
  shopEvents,
  { MerchantRegistered: nothing, MerchantChanged: nothing, MerchantSuspended: nothing, MerchantResumed: nothing },
  ({ shop }) => ({ shop }),
);

/** What Item asks of Inventory. */
export const inventoryCommand = messageEncoder(inventoryCommands);

/** What Item does with Inventory's events: answers to its own questions. */
export const inventoryEvent = eventReader<InventoryEvent>()(inventoryEvents, {
  UnitChanged: (event) => ({ type: 'UnitChanged', ...event }),
  UnitInUse: (event) => ({ type: 'UnitInUse', ...event }),
  UnitKept: nothing,
  StockReserved: nothing,
  StockShort: nothing,
  StockCommitted: nothing,
  StockReleased: nothing,
  StockSet: nothing,
  StockAdjusted: nothing,
  SafetyStockSet: nothing,
});
