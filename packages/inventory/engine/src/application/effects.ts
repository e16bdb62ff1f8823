import type { LedgerLine } from '@noren/inventory-store';
import type { Effects, DecisionContext, View } from '@noren/kernel';
import type { Movement } from '../domain/shelf.ts';
import { holdKey, type InventoryCommand, type InventoryEvent, type InventoryRecords, type StockLevel, type StockLine } from '../domain/stock.ts';

/**
 * What an event brings along: its lines in the ledger, whose sum is the level at every commit; a hold's timer; and for callers the levels reached
 * (`levels: [{sku, onHand, available, short, version}]`) or what became of a reservation (`hold: held | short | committed | released`).
 */
export function inventoryEffects(event: InventoryEvent, view: View<InventoryRecords>, facts: DecisionContext): Effects<InventoryCommand, LedgerLine> {
  switch (event.type) {
    case 'StockSet':
    case 'StockAdjusted':
      return { ledger: [row(event, facts, event.sku, { onHand: event.delta }, event.reason)], result: reached(event.levels) };
    case 'SafetyStockSet':
      return { ledger: [row(event, facts, event.sku, { safety: event.delta }, 'safety')], result: reached(event.levels) };
    case 'StockReserved':
      return { ledger: rows(event, facts, { reserved: 1 }, 'reserved'), result: { hold: 'held' }, ...timerBegins(event) };
    case 'StockShort':
      return { result: { hold: 'short', short: event.short } };
    case 'StockCommitted':
      return { ledger: rows(event, facts, { onHand: -1, reserved: -1 }, 'committed'), result: { hold: 'committed' }, ...timerEnds(event, view) };
    case 'StockReleased':
      return {
        ledger: rows(event, facts, { reserved: -1 }, event.expired ? 'expired' : 'released'),
        result: { hold: 'released' },
        ...timerEnds(event, view),
      };
    // Item asked, and hears it as an event.
    case 'UnitChanged':
    case 'UnitInUse':
    case 'UnitKept':
      return {};
  }
}

const reached = (levels: readonly StockLevel[]): Readonly<Record<string, unknown>> => ({
  levels: levels.map(({ sku, onHand, available, short, version }) => ({ sku, onHand, available, short, version })),
});

type OfShop = Readonly<{ shopId: string; holder?: string }>;

const row = ({ shopId, holder }: OfShop, { now, actor }: DecisionContext, sku: string, by: Movement, reason: string): LedgerLine => ({
  shopId,
  sku,
  at: now,
  onHandDelta: by.onHand ?? 0,
  reservedDelta: by.reserved ?? 0,
  safetyDelta: by.safety ?? 0,
  reason,
  actor,
  ...(holder === undefined ? {} : { holder }),
});

/** A row for each line; `unit` is what one unit of its quantity moves. */
const rows = (event: OfShop & Readonly<{ lines: readonly StockLine[] }>, facts: DecisionContext, unit: Movement, reason: string): LedgerLine[] =>
  event.lines.map(({ sku, quantity }) => row(event, facts, sku, { onHand: (unit.onHand ?? 0) * quantity, reserved: (unit.reserved ?? 0) * quantity }, reason));

const timerKey = ({ shopId, holder }: Readonly<{ shopId: string; holder: string }>): string => `hold/${shopId}/${holder}`;

function timerBegins(event: Extract<InventoryEvent, { type: 'StockReserved' }>): Effects<InventoryCommand, LedgerLine> {
  const { shopId, holder, expiresAt } = event;
  if (expiresAt === undefined) return {};
  return { setTimers: [{ key: timerKey(event), due: expiresAt, command: { type: 'ReleaseStock', shopId, holder, expired: true } }] };
}

/** Most holds have no timer that could be cancelled. */
const timerEnds = (event: Readonly<{ shopId: string; holder: string }>, view: View<InventoryRecords>): Effects<InventoryCommand, LedgerLine> =>
  view.hold(holdKey(event.shopId, event.holder))?.expiresAt === undefined ? {} : { cancelTimers: [timerKey(event)] };
