import { type Money, Refusal } from '@noren/kernel';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A price of nothing or more, in exact minor units of an ISO 4217 currency. */
export function checkedPrice(price: Money | undefined): Money {
  if (price === undefined) throw new Refusal('invalid', 'price', 'an item has a price', 'item.price');
  const { amount, currency } = price;
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new Refusal('invalid', 'price', 'a price is a whole number of minor units, 0 or more', 'item.price.amount');
  if (!currencies.has(currency)) throw new Refusal('invalid', 'currency', 'a currency is an ISO 4217 code such as GBP', 'item.price.currency');
  return { amount, currency };
}
