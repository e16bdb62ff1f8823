import { withEnumValues, type Tables } from '@noren/engine-kit';
import { holdTable, stockTable, unitTable } from '@noren/inventory-store';
import { type Hold, holdStatuses, type InventoryRecords, type Unit, units } from '../domain/stock.ts';

/** Where Inventory's records are kept. */
export const tables: Tables<InventoryRecords> = {
  stock: stockTable,
  hold: withEnumValues<Hold>()(holdTable, { status: holdStatuses }),
  unit: withEnumValues<Unit>()(unitTable, { soldBy: units, was: units }),
};
