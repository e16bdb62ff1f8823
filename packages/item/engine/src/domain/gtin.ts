import { isGtin } from '@noren/item-contract/gtin';
import { refusal } from '@noren/item-contract/refusals';

/** None where there is none. */
export function checkedGtin(gtin: string | undefined): string | undefined {
  if (gtin !== undefined && !isGtin(gtin)) throw refusal('gtin', 'item.gtin');
  return gtin;
}
