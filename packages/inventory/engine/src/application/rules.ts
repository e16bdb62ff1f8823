import { type Changes, decider, type View } from '@noren/kernel';
import { adjustStock } from '../domain/adjust-stock.ts';
import { changeUnit } from '../domain/change-unit.ts';
import { commitStock } from '../domain/commit-stock.ts';
import { keepUnit } from '../domain/keep-unit.ts';
import { releaseStock } from '../domain/release-stock.ts';
import { reserveStock } from '../domain/reserve-stock.ts';
import { setSafetyStock } from '../domain/set-safety-stock.ts';
import { setStock } from '../domain/set-stock.ts';
import { shelved } from '../domain/shelf.ts';
import { type Hold, holdKey, type InventoryCommand, type InventoryEvent, type InventoryRecords, stockKey, type StockLevel } from '../domain/stock.ts';

/** All that Inventory can be asked, and all that it tells. An event that moves stock carries the levels after it. */
export const inventoryRules = decider<InventoryRecords, InventoryCommand, InventoryEvent>({
  commands: {
    SetStock: setStock,
    AdjustStock: adjustStock,
    SetSafetyStock: setSafetyStock,
    ReserveStock: reserveStock,
    CommitStock: commitStock,
    ReleaseStock: releaseStock,
    ChangeUnit: changeUnit,
    KeepUnit: keepUnit,
  },
  events: {
    StockSet: (view, { levels }) => ({ stock: shelved(view, levels) }),
    StockAdjusted: (view, { levels }) => ({ stock: shelved(view, levels) }),
    SafetyStockSet: (view, { levels }) => ({ stock: shelved(view, levels) }),
    StockReserved: (view, event) => held(view, 'held', event),
    StockShort: () => ({}),
    StockCommitted: (view, event) => held(view, 'committed', event),
    StockReleased: (view, event) => held(view, 'released', event),
    UnitChanged: (_view, { type: _type, ...unit }) => ({ unit: { [stockKey(unit.shopId, unit.sku)]: unit } }),
    UnitInUse: () => ({}),
    UnitKept: (_view, { shopId, sku, soldBy, change }) => ({ unit: { [stockKey(shopId, sku)]: { shopId, sku, soldBy, was: soldBy, change } } }),
  },
});

type Held = Omit<Hold, 'status'> & Readonly<{ levels: readonly StockLevel[] }>;

function held(view: View<InventoryRecords>, status: Hold['status'], { shopId, holder, lines, levels, ...rest }: Held): Changes<InventoryRecords> {
  const expiresAt = rest.expiresAt ?? view.hold(holdKey(shopId, holder))?.expiresAt;
  return {
    hold: { [holdKey(shopId, holder)]: { shopId, holder, status, lines, ...(expiresAt === undefined ? {} : { expiresAt }) } },
    stock: shelved(view, levels),
  };
}
