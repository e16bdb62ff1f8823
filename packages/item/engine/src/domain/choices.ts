import { refusal } from '@noren/item-contract/refusals';
import { itemWords, type SoldBy, type Status, type TaxClass } from './item.ts';

/** What a new item is where nothing is said of it, and an item whose field was cleared. */
export const defaults = { taxClass: 'standard', status: 'published', soldBy: 'piece' } as const;

export function checkedTaxClass(text: string): TaxClass {
  const choice = text === '' ? defaults.taxClass : itemWords.taxClass.find((one) => one === text);
  if (choice === undefined) throw refusal('tax_class', 'item.taxClass');
  return choice;
}

export function checkedStatus(text: string): Status {
  const choice = text === '' ? defaults.status : itemWords.status.find((one) => one === text);
  if (choice === undefined) throw refusal('status', 'item.status');
  return choice;
}

export function checkedSoldBy(text: string): SoldBy {
  const choice = text === '' ? defaults.soldBy : itemWords.soldBy.find((one) => one === text);
  if (choice === undefined) throw refusal('sold_by', 'item.soldBy');
  return choice;
}
