import { refusal } from '@noren/item-contract/refusals';
import type { Item, ItemData, SoldBy, Status, TaxClass } from './item.ts';

const taxClasses: readonly TaxClass[] = ['standard', 'reduced', 'zero', 'exempt'];
const statuses: readonly Status[] = ['draft', 'published'];
const waysToSell: readonly SoldBy[] = ['piece', 'weight'];

/** Empty: standard. */
export function checkedTaxClass({ taxClass }: ItemData): TaxClass {
  const choice = taxClass === '' ? 'standard' : taxClasses.find((one) => one === taxClass);
  if (choice === undefined) throw refusal('tax_class', 'item.taxClass');
  return choice;
}

/** Empty: as it was; a new item is published. */
export function checkedStatus({ status }: ItemData, before: Item | undefined): Status {
  const choice = status === '' ? (before?.status ?? 'published') : statuses.find((one) => one === status);
  if (choice === undefined) throw refusal('status', 'item.status');
  return choice;
}

/** Empty: as it was; a new item is sold by piece. */
export function checkedSoldBy({ soldBy }: ItemData, before: Item | undefined): SoldBy {
  const choice = soldBy === '' ? (before?.soldBy ?? 'piece') : waysToSell.find((one) => one === soldBy);
  if (choice === undefined) throw refusal('sold_by', 'item.soldBy');
  return choice;
}
