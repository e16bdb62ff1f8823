import type { InventoryEvent, Stock, StockLevel, StockLine } from './stock.ts';

/** Events as tests say them, all of shop `shp_1`. */
const shopId = 'shp_1';
type EventOf<Type extends InventoryEvent['type']> = Extract<InventoryEvent, { type: Type }>;

export function level(sku: string, onHand: number, more: Partial<Pick<Stock, 'reserved' | 'safety' | 'short' | 'version'>> = {}): StockLevel {
  const { reserved = 0, safety = 0, short = 0, version = 1 } = more;
  return { shopId, sku, onHand, reserved, safety, short, version, available: Math.max(0, onHand - reserved - safety) };
}

export const setTo = (sku: string, onHand: number, delta: number, after: StockLevel = level(sku, onHand)): EventOf<'StockSet'> => ({
  type: 'StockSet',
  shopId,
  sku,
  onHand,
  delta,
  reason: 'counted',
  short: after.short,
  levels: [after],
});

export const reserved = (holder: string, sku: string, quantity: number, after: StockLevel): EventOf<'StockReserved'> => ({
  type: 'StockReserved',
  shopId,
  holder,
  lines: [{ sku, quantity }],
  levels: [after],
});

export const released = (holder: string, lines: readonly StockLine[], ...levels: readonly StockLevel[]): EventOf<'StockReleased'> => ({
  type: 'StockReleased',
  shopId,
  holder,
  lines,
  expired: false,
  levels,
});

export const committed = (holder: string, lines: readonly StockLine[], ...levels: readonly StockLevel[]): EventOf<'StockCommitted'> => ({
  type: 'StockCommitted',
  shopId,
  holder,
  lines,
  levels,
});
