/** The part of Inventory's published language that Order uses: the commands that it sends and the events that it reads. Inventory calls an order a holder. */
type Line = Readonly<{ sku: string; quantity: number }>;
/** `soldBy`: what the quantity is meant in: an item may be sold in another unit by the time that Inventory hears of it. */
type WantedLine = Line & Readonly<{ soldBy: string }>;

export type InventoryCommand =
  | Readonly<{ type: 'ReserveStock'; shopId: string; holder: string; lines: readonly WantedLine[] }>
  | Readonly<{ type: 'CommitStock'; shopId: string; holder: string }>
  | Readonly<{ type: 'ReleaseStock'; shopId: string; holder: string; expired: boolean }>
  | Readonly<{ type: 'AdjustStock'; shopId: string; sku: string; delta: number; reason: string; soldBy?: string }>;

export type InventoryEvent =
  | Readonly<{ type: 'StockReserved'; shopId: string; holder: string }>
  | Readonly<{ type: 'StockShort'; shopId: string; holder: string; short: readonly (Line & Readonly<{ available: number }>)[] }>;
