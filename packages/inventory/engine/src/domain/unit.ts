import type { Keys, View } from '@noren/kernel';
import { refusal } from '@noren/inventory-contract/refusals';
import { type InventoryRecords, stockKey, type Unit, units } from './stock.ts';
import { isShelf } from './validation.ts';

/** The records of an article in a shop. What can name none is not looked up. */
export const shelfKeys = (shopId: string, sku: string): Keys<InventoryRecords> =>
  isShelf(shopId, sku) ? { stock: [stockKey(shopId, sku)], unit: [stockKey(shopId, sku)] } : {};

/** Whether a quantity that is meant in this unit is one of what the article is counted in. Who does not say means just that. */
export function isInUnit(view: View<InventoryRecords>, shopId: string, sku: string, soldBy: string | undefined): boolean {
  const unit = view.unit(stockKey(shopId, sku));
  return soldBy === undefined || unit === undefined || unit.soldBy === soldBy;
}

/** Refuses a quantity of another unit than that in which the article is counted. */
export function checkUnit(view: View<InventoryRecords>, shopId: string, sku: string, soldBy: string | undefined): void {
  if (!isInUnit(view, shopId, sku, soldBy)) throw refusal('unit_changed', 'soldBy', `${sku} is counted by ${view.unit(stockKey(shopId, sku))?.soldBy} now`);
}

/** One of the units. */
export function checkedUnit(soldBy: string, field: string): Unit['soldBy'] {
  const unit = units.find((one) => one === soldBy);
  if (unit === undefined) throw refusal('invalid_request', field, `must be one of ${units.join(', ')}`);
  return unit;
}
