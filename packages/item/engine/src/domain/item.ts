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

export type ItemRecords = { item: Item };

export type ItemCommand =
  | Readonly<{ type: 'UpsertItem'; merchantId: string; item: ItemData }>
  | Readonly<{ type: 'PublishItem'; merchantId: string; sku: string; expectedVersion?: number }>
  | Readonly<{ type: 'UnpublishItem'; merchantId: string; sku: string; expectedVersion?: number }>;

export type ItemEvent = WithItem<'ItemCreated'> | WithItem<'ItemChanged'> | WithItem<'ItemPublished'> | WithItem<'ItemUnpublished'>;
/** An event that carries the whole item as it is after it: merchant, version and status among the rest. */
type WithItem<Type> = Readonly<{ type: Type; item: Item }>;

export type CommandHandler<Type extends ItemCommand['type']> = Handler<ItemRecords, Extract<ItemCommand, { type: Type }>, ItemEvent>;

/** One record for all spellings of a SKU: that is what makes it unique within its merchant. */
export const itemKey = (merchantId: string, sku: string): string => `${merchantId}/${foldText(sku)}`;
