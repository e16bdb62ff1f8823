import { type Keys, Refusal, type View } from '@noren/kernel';
import { type Item, itemKey, type ItemRecords } from './item.ts';
import { isSku } from './sku.ts';

const isId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

/** The record of an item. What can name no item is not looked up. */
export const itemKeys = (merchantId: string, sku: string): Keys<ItemRecords> => (isId(merchantId) && isSku(sku) ? { item: [itemKey(merchantId, sku)] } : {});

/** The item that a command is about. */
export function theItem(view: View<ItemRecords>, merchantId: string, sku: string): Item {
  const item = isId(merchantId) && isSku(sku) ? view.item(itemKey(merchantId, sku)) : undefined;
  if (!item) throw new Refusal('not_found', 'item_not_found', 'the merchant has no item of this SKU', 'sku');
  return item;
}

export function checkMerchantId(merchantId: string): void {
  if (!isId(merchantId)) throw new Refusal('invalid', 'id', 'an id is 1 to 64 letters, digits, hyphens and underscores', 'merchantId');
}

/** Refuses a change that was made to another version of the item. One that is not there yet is at version 0. */
export function checkVersion(item: Item | undefined, expectedVersion: number | undefined, field = 'expectedVersion'): void {
  const version = item?.version ?? 0;
  if (expectedVersion !== undefined && expectedVersion !== version) throw new Refusal('conflict', 'item_version', `the item is at version ${version}`, field);
}
