import { refusal } from '@noren/item-contract/refusals';
import { isKeptSku, isSku } from '@noren/item-contract/sku';

/** A SKU of a new item; one that is there keeps what it has, as far as anybody could ever name it so. */
export function checkSku(sku: string, field: string, isNew: boolean): void {
  if (!(isNew ? isSku(sku) : isKeptSku(sku))) throw refusal('sku', field);
}
