import { type CommandHandler as Handler, type FieldMask, foldText, type LocalizedText, type Money } from '@noren/kernel';

/** The words of an item's fields. `soldBy`: the price is for one piece, or for a kilogram where it is sold by weight; quantities are grams then. */
export const itemWords = {
  taxClass: ['standard', 'reduced', 'zero', 'exempt'],
  status: ['draft', 'published'],
  soldBy: ['piece', 'weight'],
} as const;
export type TaxClass = (typeof itemWords.taxClass)[number];
export type Status = (typeof itemWords.status)[number];
export type SoldBy = (typeof itemWords.soldBy)[number];

/** What a merchant sells under one SKU. The SKU stays as it was first typed; `version` counts the item's events. */
export type Item = Readonly<{
  itemId: string;
  merchantId: string;
  sku: string;
  gtin?: string;
  names: readonly LocalizedText[];
  price: Money;
  taxClass: TaxClass;
  status: Status;
  imageUrls: readonly string[];
  soldBy: SoldBy;
  version: number;
}>;

/**
 * What a caller says of an item, unchecked. `updateMask` names the fields that are said; the others stay as they are. A field that is named and empty is as
 * in a new item. Without a mask the item is replaced: so said versions before there were masks, and the API names what is set. `expectedVersion` 0: the item
 * must be new.
 */
export type ItemData = Readonly<{
  sku: string;
  gtin?: string;
  names: readonly LocalizedText[];
  price?: Money;
  taxClass: string;
  status: string;
  imageUrls: readonly string[];
  soldBy: string;
  expectedVersion?: number;
  updateMask?: FieldMask;
}>;

/** What a shop holds of an article, in the unit that it is sold in: why that stays. */
export type StockInUse = Readonly<{ shopId: string; onHand: number; reserved: number; safety: number }>;

/** A change of `soldBy` that waits until each shop of the merchant has said that it holds nothing. `item` as it will be; `changeId`: the command that asked. */
export type UnitChange = Readonly<{ item: Item; changeId: string; shopIds: readonly string[]; waitingFor: readonly string[] }>;

/** Where a merchant sells, as Shop's events say. */
export type MerchantShops = Readonly<{ merchantId: string; shops: readonly MerchantShop[] }>;
export type MerchantShop = Readonly<{ shopId: string; currency: string }>;

export type ItemRecords = { item: Item; unitChange: UnitChange; shops: MerchantShops };

export type ItemCommand =
  | Readonly<{ type: 'UpsertItem'; merchantId: string; item: ItemData }>
  | Readonly<{ type: 'PublishItem'; merchantId: string; sku: string; expectedVersion?: number }>
  | Readonly<{ type: 'UnpublishItem'; merchantId: string; sku: string; expectedVersion?: number }>
  /** A shop's answer: what it holds in the old unit, or nothing. */
  | Readonly<{ type: 'SettleUnit'; merchantId: string; sku: string; changeId: string; shopId: string; inUse?: StockInUse }>;

export type ItemEvent =
  | WithItem<'ItemCreated'>
  | WithItem<'ItemChanged'>
  | WithItem<'ItemPublished'>
  | WithItem<'ItemUnpublished'>
  | Readonly<{ type: 'UnitChangeAsked'; change: UnitChange }>
  | Readonly<{ type: 'UnitChangeAnswered'; merchantId: string; sku: string; changeId: string; shopId: string }>
  /** All have answered. `inUse`: one holds something, and the item is as it was; else it was changed by the event before. */
  | Readonly<{ type: 'UnitChangeSettled'; item: Item; changeId: string; shopIds: readonly string[]; inUse?: StockInUse }>;
/** An event that carries the whole item as it is after it: merchant, version and status among the rest. */
type WithItem<Type> = Readonly<{ type: Type; item: Item }>;

export type CommandHandler<Type extends ItemCommand['type']> = Handler<ItemRecords, Extract<ItemCommand, { type: Type }>, ItemEvent>;

/** One record for all spellings of a SKU: that is what makes it unique within its merchant. */
export const itemKey = (merchantId: string, sku: string): string => `${merchantId}/${foldText(sku)}`;
