import type { InventoryEvent, Stock, StockLevel, StockLine } from './stock.ts';

/** Events as tests say them, all of shop `shp_1`. */
const shopId = 'shp_1';
type Told<Type extends InventoryEvent['type']> = Extract<InventoryEvent, { type: Type }>;

export function level(sku: string, onHand: number, more: Partial<Pick<Stock, 'reserved' | 'safety' | 'short' | 'version'>> = {}): StockLevel {
  const { reserved = 0, safety = 0, short = 0, version = 1 } = more;
  return { shopId, sku, onHand, reserved, safety, short, version, available: Math.max(0, onHand - reserved - safety) };
}

export const setTo = (sku: string, onHand: number, delta: number): Told<'StockSet'> => ({
  type: 'StockSet',
  shopId,
  sku,
  onHand,
  delta,
  reason: 'counted',
  short: 0,
  levels: [level(sku, onHand)],
});

export const reserved = (holder: string, sku: string, quantity: number, after: StockLevel): Told<'StockReserved'> => ({
  type: 'StockReserved',
  shopId,
  holder,
  lines: [{ sku, quantity }],
  levels: [after],
});

export const released = (holder: string, lines: readonly StockLine[], ...levels: readonly StockLevel[]): Told<'StockReleased'> => ({
  type: 'StockReleased',
  shopId,
  holder,
  lines,
  expired: false,
  levels,
});

export const committed = (holder: string, lines: readonly StockLine[], ...levels: readonly StockLevel[]): Told<'StockCommitted'> => ({
  type: 'StockCommitted',
  shopId,
  holder,
  lines,
  levels,
});
