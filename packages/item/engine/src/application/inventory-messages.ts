/** The part of Inventory's published language that Item uses: the commands that it sends and the events that it reads. */
export type InventoryCommand =
  | Readonly<{ type: 'ChangeUnit'; shopId: string; sku: string; soldBy: string; was: string; change: string }>
  | Readonly<{ type: 'KeepUnit'; shopId: string; sku: string; change: string }>;

export type InventoryEvent =
  | Readonly<{ type: 'UnitChanged'; shopId: string; sku: string; change: string }>
  | Readonly<{ type: 'UnitInUse'; shopId: string; sku: string; change: string; onHand: number; reserved: number; safety: number }>;
