import { isCurrency, type Money } from '@noren/kernel';
import { limits } from '@noren/item-contract/limits';
import { refusal } from '@noren/item-contract/refusals';

/** A price of nothing or more, in exact minor units of a currency of the kernel's table. */
export function checkedPrice({ amount, currency }: Money): Money {
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > limits.price) throw refusal('price', 'item.price.amount');
  if (!isCurrency(currency)) throw refusal('currency', 'item.price.currency');
  return { amount, currency };
}
