import type { View } from '@noren/kernel';
import { refusal } from '@noren/inventory-contract/refusals';
import { isSku, SKU_FORM } from '@noren/item-contract/sku';
import { available, type InventoryRecords, type Stock, stockKey, type StockLevel, type StockLine } from './stock.ts';

/** An article's stock; none at all where it was never stocked, under the spelling just used, which has to be one that a SKU may have. */
export function stockOf(view: View<InventoryRecords>, shopId: string, sku: string): Stock {
  const stock = view.stock(stockKey(shopId, sku));
  if (!stock && !isSku(sku)) throw refusal('invalid_request', 'sku', SKU_FORM);
  return stock ?? { shopId, sku, onHand: 0, reserved: 0, safety: 0, short: 0, version: 0 };
}

/** Refuses a change that was made to an older version of the level. */
export function checkVersion({ sku, version }: Stock, expectedVersion: number | undefined): void {
  if (expectedVersion !== undefined && expectedVersion !== version) throw refusal('version_conflict', 'expectedVersion', `${sku} is at version ${version} now`);
}

/** How an event moves an article. */
export type Movement = Readonly<{ onHand?: number; reserved?: number; safety?: number }>;

/** The level after a movement. Refused only where a number would leave the range of exact integers. */
export function moved(stock: Stock, by: Movement): StockLevel {
  const onHand = stock.onHand + (by.onHand ?? 0);
  const reserved = stock.reserved + (by.reserved ?? 0);
  const safety = stock.safety + (by.safety ?? 0);
  if (![onHand, reserved, safety, onHand - reserved - safety].every(Number.isSafeInteger)) throw refusal('quantity', undefined, stock.sku);
  const after: Stock = { shopId: stock.shopId, sku: stock.sku, onHand, reserved, safety, short: Math.max(0, reserved - onHand), version: stock.version + 1 };
  return { ...after, available: available(after) };
}

/** The levels after the same movement, once per unit, of each line's article. Lines name an article once. */
export const movedLines = (view: View<InventoryRecords>, shopId: string, lines: readonly StockLine[], unit: Movement): StockLevel[] =>
  lines.map(({ sku, quantity }) =>
    moved(stockOf(view, shopId, sku), { onHand: (unit.onHand ?? 0) * quantity, reserved: (unit.reserved ?? 0) * quantity, safety: 0 }),
  );

/** The records behind the levels that an event tells. Events up to 825f9c3 tell no version: theirs is the next one. */
export const shelved = (view: View<InventoryRecords>, levels: readonly StockLevel[]): Readonly<Record<string, Stock>> =>
  Object.fromEntries(
    levels.map(({ available: _derived, ...stock }) => {
      const key = stockKey(stock.shopId, stock.sku);
      return [key, stock.version > 0 ? stock : { ...stock, version: (view.stock(key)?.version ?? 0) + 1 }];
    }),
  );
