import { foldText, type CommandHandler as Handler } from '@noren/kernel';

/**
 * What one shop holds of one article, in pieces, or in grams where it is sold by weight. `sku` as it was first typed.
 * `onHand` may be below zero: then an earlier count was wrong. `safety` is kept back from reservations.
 * `short`: what the shelf lacks of what was promised, `max(0, reserved - onHand)`. The database checks `reserved <= on_hand + short`, and only facts
 * about the shelf raise `short`: a reservation beyond the shelf cannot be stored, a fact always can. `version` counts the article's events.
 */
export type Stock = Readonly<{ shopId: string; sku: string; onHand: number; reserved: number; safety: number; short: number; version: number }>;

/** What quantities of an article are: pieces, or grams where it is sold by weight. */
export const units = ['piece', 'weight'] as const;
type SoldBy = (typeof units)[number];

/**
 * What a shop counts an article in since Item first wanted to change that, and what it was before. Of others Inventory knows no unit: they never had
 * another. `change`: the change, as whoever asked for it calls it.
 */
export type Unit = Readonly<{ shopId: string; sku: string; soldBy: SoldBy; was: SoldBy; change: string }>;

/** So much of one article. `soldBy`: what a quantity that is wanted is meant in. */
export type StockLine = Readonly<{ sku: string; quantity: number; soldBy?: string }>;

export const holdStatuses = ['held', 'committed', 'released'] as const;

/**
 * What one holder has claimed: still held, gone with the holder (`committed`) or given back. Inventory does not know what a holder is; Order's holders
 * are order ids. Kept afterwards, because a holder is used once. `expiresAt` (ISO 8601, UTC): released by itself then.
 */
export type Hold = Readonly<{ shopId: string; holder: string; status: (typeof holdStatuses)[number]; lines: readonly StockLine[]; expiresAt?: string }>;

export type InventoryRecords = { stock: Stock; hold: Hold; unit: Unit };

/** A shop's article after an event, as others are told. `available` is what may still be reserved. */
export type StockLevel = Stock & Readonly<{ available: number }>;

/**
 * `expectedVersion`: only as the level was when the caller saw it, 0 for an article that was never stocked. `soldBy`: only if the article is counted in this
 * unit; who does not say means the one that it is counted in.
 */
type OfLevel = Readonly<{ shopId: string; sku: string; expectedVersion?: number; soldBy?: string }>;

export type InventoryCommand =
  /** `expectedOnHand`: what the counter saw, 0 for an article that was never stocked. */
  | (OfLevel & Readonly<{ type: 'SetStock'; onHand: number; reason: string; expectedOnHand?: number }>)
  | (OfLevel & Readonly<{ type: 'AdjustStock'; delta: number; reason: string }>)
  | (OfLevel & Readonly<{ type: 'SetSafetyStock'; safety: number }>)
  | Readonly<{ type: 'ReserveStock'; shopId: string; holder: string; lines: readonly StockLine[]; expiresAt?: string }>
  | Readonly<{ type: 'CommitStock'; shopId: string; holder: string }>
  | Readonly<{ type: 'ReleaseStock'; shopId: string; holder: string; expired: boolean }>
  | Readonly<{ type: 'ChangeUnit'; shopId: string; sku: string; soldBy: string; was: string; change: string }>
  | Readonly<{ type: 'KeepUnit'; shopId: string; sku: string; change: string }>;

/** `levels`: those of every article that the event moved, after it. */
export type InventoryEvent =
  | Readonly<{ type: 'StockSet'; shopId: string; sku: string; onHand: number; delta: number; reason: string; short: number; levels: readonly StockLevel[] }>
  | Readonly<{ type: 'StockAdjusted'; shopId: string; sku: string; delta: number; reason: string; short: number; levels: readonly StockLevel[] }>
  | Readonly<{ type: 'SafetyStockSet'; shopId: string; sku: string; safety: number; delta: number; levels: readonly StockLevel[] }>
  | Readonly<{ type: 'StockReserved'; shopId: string; holder: string; lines: readonly StockLine[]; expiresAt?: string; levels: readonly StockLevel[] }>
  /** A shortage is an answer that others must react to, so it is an event and not a refusal. */
  | Readonly<{ type: 'StockShort'; shopId: string; holder: string; short: readonly ShortLine[] }>
  | Readonly<{ type: 'StockCommitted'; shopId: string; holder: string; lines: readonly StockLine[]; levels: readonly StockLevel[] }>
  | Readonly<{ type: 'StockReleased'; shopId: string; holder: string; lines: readonly StockLine[]; expired: boolean; levels: readonly StockLevel[] }>
  | (Unit & Readonly<{ type: 'UnitChanged' }>)
  | Readonly<{ type: 'UnitInUse'; shopId: string; sku: string; change: string; onHand: number; reserved: number; safety: number }>
  | Readonly<{ type: 'UnitKept'; shopId: string; sku: string; soldBy: SoldBy; change: string }>;

/** An article of which less is available than was asked for. `sku` as the reservation named it first, `quantity` all that it asked for. */
export type ShortLine = Omit<StockLine, 'soldBy'> & Readonly<{ available: number }>;

export type CommandHandler<Type extends InventoryCommand['type']> = Handler<InventoryRecords, Extract<InventoryCommand, { type: Type }>, InventoryEvent>;

/** One record for all spellings of a SKU. */
export const stockKey = (shopId: string, sku: string): string => `${shopId}/${foldText(sku)}`;
export const holdKey = (shopId: string, holder: string): string => `${shopId}/${holder}`;

/** What may still be reserved. */
export const available = ({ onHand, reserved, safety }: Stock): number => Math.max(0, onHand - reserved - safety);
