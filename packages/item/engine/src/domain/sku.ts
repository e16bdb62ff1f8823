import { refusal } from '@noren/item-contract/refusals';
import { isSku } from '@noren/item-contract/sku';

export function checkSku(sku: string, field: string): void {
  if (!isSku(sku)) throw refusal('sku', field);
}
