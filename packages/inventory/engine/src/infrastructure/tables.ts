import { withEnumValues, type Tables } from '@noren/engine-kit';
import { holdTable, stockTable } from '@noren/inventory-store';
import { type Hold, holdStatuses, type InventoryRecords } from '../domain/stock.ts';

/** Where Inventory's records are kept. */
export const tables: Tables<InventoryRecords> = { stock: stockTable, hold: withEnumValues<Hold>()(holdTable, { status: holdStatuses }) };
