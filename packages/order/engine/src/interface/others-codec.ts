import { codec, given, message, oneOf, present } from '@noren/engine-kit';
import { commands as inventoryCommands, events as inventoryEvents } from '@noren/inventory-contract';
import { events as itemEvents, type records as itemRecords } from '@noren/item-contract';
import { events as shopEvents, type records as shopRecords } from '@noren/shop-contract';
import type { ItemEvent } from '../application/articles.ts';
import type { InventoryCommand, InventoryEvent } from '../application/inventory-words.ts';
import type { ShopEvent } from '../application/shops.ts';

const publication = oneOf('draft', 'published');
const soldBy = oneOf('piece', 'weight');
const openness = oneOf('open', 'paused', 'closed');

type Reads<Wire> = Readonly<{ decode(bytes: Uint8Array): Wire }>;
/** How one message of another context is read. */
type Hearing<Heard> = Readonly<Record<string, (bytes: Uint8Array) => Heard>>;
const heard =
  <Heard>(table: Hearing<Heard>) =>
  (type: string, bytes: Uint8Array): Heard | undefined =>
    Object.hasOwn(table, type) ? table[type]?.(bytes) : undefined;

/** What Order asks of Inventory. */
export const inventoryCommandCodec = codec<InventoryCommand>({
  ReserveStock: message(
    'noren.inventory.v1.ReserveStock',
    inventoryCommands.ReserveStock,
    (command) => ({ ...command, lines: [...command.lines], expiresAt: undefined }),
    ({ expiresAt: _none, ...wire }) => ({ type: 'ReserveStock', ...wire }),
  ),
  CommitStock: message(
    'noren.inventory.v1.CommitStock',
    inventoryCommands.CommitStock,
    (command) => command,
    (wire) => ({ type: 'CommitStock', ...wire }),
  ),
  ReleaseStock: message(
    'noren.inventory.v1.ReleaseStock',
    inventoryCommands.ReleaseStock,
    (command) => command,
    (wire) => ({ type: 'ReleaseStock', ...wire }),
  ),
  AdjustStock: message(
    'noren.inventory.v1.AdjustStock',
    inventoryCommands.AdjustStock,
    (command) => command,
    (wire) => ({ type: 'AdjustStock', ...wire }),
  ),
});

/** What Order hears of Inventory. */
export const inventoryEvent = heard<InventoryEvent>({
  'noren.inventory.v1.StockReserved': (bytes) => {
    const { shopId, holder } = inventoryEvents.StockReserved.decode(bytes);
    return { type: 'StockReserved', shopId, holder };
  },
  'noren.inventory.v1.StockShort': (bytes) => ({ type: 'StockShort', ...inventoryEvents.StockShort.decode(bytes) }),
});

const itemTold =
  (type: ItemEvent['type'], wire: Reads<Readonly<{ item: itemRecords.Item | undefined }>>) =>
  (bytes: Uint8Array): ItemEvent => {
    const { itemId, merchantId, sku, names, price, status, version, ...item } = present(wire.decode(bytes).item, 'item');
    return {
      type,
      item: { itemId, merchantId, sku, names, price: present(price, 'price'), soldBy: soldBy(item.soldBy), status: publication(status), version },
    };
  };

/** What Order hears of Item. */
export const itemEvent = heard<ItemEvent>({
  'noren.item.v1.ItemCreated': itemTold('ItemCreated', itemEvents.ItemCreated),
  'noren.item.v1.ItemChanged': itemTold('ItemChanged', itemEvents.ItemChanged),
  'noren.item.v1.ItemPublished': itemTold('ItemPublished', itemEvents.ItemPublished),
  'noren.item.v1.ItemUnpublished': itemTold('ItemUnpublished', itemEvents.ItemUnpublished),
});

const shopTold =
  (type: ShopEvent['type'], wire: Reads<Readonly<{ shop: shopRecords.Shop | undefined }>>) =>
  (bytes: Uint8Array): ShopEvent => {
    const { shopId, merchantId, currency, status, pausedUntil, timeZone, weeklyHours, version } = present(wire.decode(bytes).shop, 'shop');
    return { type, shop: { shopId, merchantId, currency, status: openness(status), ...given({ pausedUntil }), timeZone, weeklyHours, version } };
  };

/** What Order hears of Shop. */
export const shopEvent = heard<ShopEvent>({
  'noren.shop.v1.ShopCreated': shopTold('ShopCreated', shopEvents.ShopCreated),
  'noren.shop.v1.ShopChanged': shopTold('ShopChanged', shopEvents.ShopChanged),
  'noren.shop.v1.WeeklyHoursSet': shopTold('WeeklyHoursSet', shopEvents.WeeklyHoursSet),
  'noren.shop.v1.ShopPaused': shopTold('ShopPaused', shopEvents.ShopPaused),
  'noren.shop.v1.ShopResumed': shopTold('ShopResumed', shopEvents.ShopResumed),
  'noren.shop.v1.ShopClosed': shopTold('ShopClosed', shopEvents.ShopClosed),
});
