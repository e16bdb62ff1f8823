import { isCurrency, type Money } from '@noren/kernel';
import { limits } from '@noren/item-contract/limits';
import { refusal } from '@noren/item-contract/refusals';
import type { MerchantShop } from './item.ts';

/**
 * A price of nothing or more, in exact minor units of a currency of the kernel's table, in which one of the merchant's shops sells. A merchant who has no
 * shop yet may price in any.
 */
export function checkedPrice({ amount, currency }: Money, shops: readonly MerchantShop[]): Money {
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > limits.price) throw refusal('price', 'item.price.amount');
  if (!isCurrency(currency)) throw refusal('currency', 'item.price.currency');
  const sold = [...new Set(shops.map((shop) => shop.currency))];
  if (sold.length > 0 && !sold.includes(currency)) throw refusal('currency_not_sold', 'item.price.currency', `they sell in ${sold.join(', ')}`);
  return { amount, currency };
}
