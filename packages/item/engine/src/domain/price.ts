import type { Money } from '@noren/kernel';
import { limits } from '@noren/item-contract/limits';
import { refusal } from '@noren/item-contract/refusals';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A price of nothing or more, in exact minor units of an ISO 4217 currency. */
export function checkedPrice({ amount, currency }: Money): Money {
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > limits.price) throw refusal('price', 'item.price.amount');
  if (!currencies.has(currency)) throw refusal('currency', 'item.price.currency');
  return { amount, currency };
}
