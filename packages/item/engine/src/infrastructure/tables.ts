import { withEnumValues, type Tables } from '@noren/engine-kit';
import { itemTable, shopsTable, unitChangeTable } from '@noren/item-store';
import { type Item, type ItemRecords, itemWords, type UnitChange } from '../domain/item.ts';

/** Where Item's records are kept. */
export const tables: Tables<ItemRecords> = {
  item: withEnumValues<Item>()(itemTable, itemWords),
  unitChange: withEnumValues<UnitChange>()(unitChangeTable, { item: itemWords }),
  shops: shopsTable,
};
