import { Refusal } from '@noren/kernel';
import type { Item, ItemData, SoldBy, Status, TaxClass } from './item.ts';

/** Empty: standard. */
export const checkedTaxClass = ({ taxClass }: ItemData): TaxClass =>
  oneOf(['standard', 'reduced', 'zero', 'exempt'], taxClass, 'standard', 'tax_class', 'item.taxClass');

/** Empty: as it was; a new item is published. */
export const checkedStatus = ({ status }: ItemData, before: Item | undefined): Status =>
  oneOf(['draft', 'published'], status, before?.status ?? 'published', 'status', 'item.status');

/** Empty: as it was; a new item is sold by piece. */
export const checkedSoldBy = ({ soldBy }: ItemData, before: Item | undefined): SoldBy =>
  oneOf(['piece', 'weight'], soldBy, before?.soldBy ?? 'piece', 'sold_by', 'item.soldBy');

function oneOf<Choice extends string>(choices: readonly Choice[], given: string, otherwise: Choice, code: string, field: string): Choice {
  if (given === '') return otherwise;
  const choice = choices.find((one) => one === given);
  if (choice === undefined) throw new Refusal('invalid', code, `one of ${choices.join(', ')}`, field);
  return choice;
}
