import { events as categoryEvents, type records as categoryRecords } from '@noren/category-contract';
import { given } from '@noren/engine-kit';
import { events as inventoryEvents } from '@noren/inventory-contract';
import { events as itemEvents, type records as itemRecords } from '@noren/item-contract';
import type { LogRecord } from '@noren/log';
import { events as shopEvents, type records as shopRecords } from '@noren/shop-contract';
import { articleOf, type ArticleTold } from '../application/kept/articles.ts';
import { shelfOf, type ShelfTold } from '../application/kept/shelves.ts';
import type { ShopTold } from '../application/kept/shops.ts';
import type { StockTold } from '../application/kept/stock.ts';

type Decoder<Wire> = Readonly<{ decode(bytes: Uint8Array): Wire }>;
type Reader<Told> = (value: Uint8Array, offset: number) => Told | undefined;

/** Reads records of the types in its table; what is not in it is nobody's business here. */
const readerOf =
  <Told>(table: Readonly<Record<string, Reader<Told>>>) =>
  ({ type, value, offset }: LogRecord): Told | undefined =>
    table[type]?.(value, offset);

const shop =
  (message: Decoder<{ shop?: shopRecords.Shop | undefined }>): Reader<ShopTold> =>
  (value) => {
    const { shop: told } = message.decode(value);
    if (!told) return undefined;
    const { shopId, version, pausedUntil, ...rest } = told;
    return { shopId, shop: { ...rest, ...given({ pausedUntil }), shopVersion: version } };
  };

/** What Shop tells of its shops. */
export const shopTold = readerOf<ShopTold>({
  'noren.shop.v1.ShopCreated': shop(shopEvents.ShopCreated),
  'noren.shop.v1.ShopChanged': shop(shopEvents.ShopChanged),
  'noren.shop.v1.WeeklyHoursSet': shop(shopEvents.WeeklyHoursSet),
  'noren.shop.v1.ShopPaused': shop(shopEvents.ShopPaused),
  'noren.shop.v1.ShopResumed': shop(shopEvents.ShopResumed),
  'noren.shop.v1.ShopClosed': shop(shopEvents.ShopClosed),
});

const item =
  (message: Decoder<{ item?: itemRecords.Item | undefined }>): Reader<ArticleTold> =>
  (value, offset) => {
    const { item: told } = message.decode(value);
    return told && { article: articleOf(told), offset };
  };

/** What Item tells. */
export const articleTold = readerOf<ArticleTold>({
  'noren.item.v1.ItemCreated': item(itemEvents.ItemCreated),
  'noren.item.v1.ItemChanged': item(itemEvents.ItemChanged),
  'noren.item.v1.ItemPublished': item(itemEvents.ItemPublished),
  'noren.item.v1.ItemUnpublished': item(itemEvents.ItemUnpublished),
});

const category =
  (message: Decoder<{ category?: categoryRecords.Category | undefined }>): Reader<ShelfTold> =>
  (value, offset) => {
    const { category: told } = message.decode(value);
    return told && { type: 'Shelf', categoryId: told.categoryId, shelf: shelfOf(told), offset };
  };

/** What Category tells. */
export const shelfTold = readerOf<ShelfTold>({
  'noren.category.v1.CategoryCreated': category(categoryEvents.CategoryCreated),
  'noren.category.v1.CategoryRenamed': category(categoryEvents.CategoryRenamed),
  'noren.category.v1.CategoryMoved': category(categoryEvents.CategoryMoved),
  'noren.category.v1.CategoryDeleted': (value, offset) => {
    const { categoryId, merchantId } = categoryEvents.CategoryDeleted.decode(value);
    return { type: 'Gone', categoryId, merchantId, offset };
  },
  'noren.category.v1.ItemFiled': (value, offset) => {
    const { filing } = categoryEvents.ItemFiled.decode(value);
    return filing && { type: 'Filed', ...filing, offset };
  },
});

const levels =
  (message: Decoder<{ shopId: string; levels: readonly Readonly<{ sku: string; available: number }>[] }>): Reader<StockTold> =>
  (value, offset) => {
    const { shopId, levels: told } = message.decode(value);
    return { shopId, levels: told.map(({ sku, available }) => ({ sku, available })), offset };
  };

/** What Inventory tells of levels. */
export const stockTold = readerOf<StockTold>({
  'noren.inventory.v1.StockSet': levels(inventoryEvents.StockSet),
  'noren.inventory.v1.StockAdjusted': levels(inventoryEvents.StockAdjusted),
  'noren.inventory.v1.SafetyStockSet': levels(inventoryEvents.SafetyStockSet),
  'noren.inventory.v1.StockReserved': levels(inventoryEvents.StockReserved),
  'noren.inventory.v1.StockCommitted': levels(inventoryEvents.StockCommitted),
  'noren.inventory.v1.StockReleased': levels(inventoryEvents.StockReleased),
});
