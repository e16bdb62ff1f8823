import { isId, type Keys, type View } from '@noren/kernel';
import { refusal } from '@noren/item-contract/refusals';
import { isKeptSku } from '@noren/item-contract/sku';
import { type Item, itemKey, type ItemRecords } from './item.ts';

/** The records of an item. What can name no item is not looked up. */
export const itemKeys = (merchantId: string, sku: string): Keys<ItemRecords> =>
  isId(merchantId) && isKeptSku(sku) ? { item: [itemKey(merchantId, sku)], unitChange: [itemKey(merchantId, sku)] } : {};

/** The item that a command is about. */
export function theItem(view: View<ItemRecords>, merchantId: string, sku: string): Item {
  const item = isId(merchantId) && isKeptSku(sku) ? view.item(itemKey(merchantId, sku)) : undefined;
  if (!item) throw refusal('item_not_found', 'sku');
  return item;
}

export function checkMerchantId(merchantId: string): void {
  if (!isId(merchantId)) throw refusal('id', 'merchantId');
}

/** Refuses a change that was made to another version of the item. One that is not there yet is at version 0. */
export function checkVersion(item: Item | undefined, expectedVersion: number | undefined, field = 'expectedVersion'): void {
  const version = item?.version ?? 0;
  if (expectedVersion !== undefined && expectedVersion !== version) throw refusal('version_conflict', field, `it is at version ${version} now`);
}

/** Refuses a change while another one waits for Inventory's word: it was made to an item that may be sold otherwise in a moment. */
export function checkSettled(view: View<ItemRecords>, { merchantId, sku }: Item): void {
  if (view.unitChange(itemKey(merchantId, sku))) throw refusal('unit_changing', 'item.soldBy');
}
