/** An amount in integer minor units (pence, yen) of an ISO 4217 currency. */
export type Money = Readonly<{ amount: number; currency: string }>;

/** Adds amounts of one currency. Mixing currencies is a bug of the caller. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`cannot add ${b.currency} to ${a.currency}`);
  return { amount: safe(a.amount + b.amount), currency: a.currency };
}

export const sum = (amounts: readonly Money[], currency: string): Money => amounts.reduce(add, { amount: 0, currency });

/** `price` times a count of pieces. */
export const times = ({ amount, currency }: Money, count: number): Money => ({ amount: safe(amount * count), currency });

/** `price` per 1,000 units, for that many milli-units (a price per kilogram and grams). Half a minor unit rounds away from zero. */
export function perThousand({ amount, currency }: Money, milliUnits: number): Money {
  const exact = safe(amount * milliUnits);
  return { amount: Math.sign(exact) * Math.round(Math.abs(exact) / 1000), currency };
}

const safe = (amount: number): number => {
  if (!Number.isSafeInteger(amount)) throw new Error('an amount of money left the range of exact integers');
  return amount;
};
