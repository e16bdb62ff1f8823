import { type Money, perThousand, times } from '@noren/kernel';
import { refusal } from '@noren/order-contract/refusals';
import type { Article, OrderLine, PlaceLine, SoldBy } from './order.ts';

type Priced = Readonly<{ soldBy: SoldBy; listPrice?: Money; unitPrice?: Money }>;

/** A line with what its item says now; without an item only what the platform said. Numbers are from 1 on. */
export function pricedLine(requested: PlaceLine, at: number, article: Article | undefined, currency: string): OrderLine {
  const { itemId = '', name = '', version = 0, soldBy = 'piece', price } = article ?? {};
  // All that the platform said of the line goes on with it, whatever that comes to be.
  const priced = { ...requested, soldBy, ...(price ? { listPrice: price } : {}) };
  const total = lineAmount(priced, requested.quantity, currency, `lines.${at}`);
  return { line: at + 1, itemId, name, itemVersion: version, ...priced, total, returned: 0 };
}

/** So much of a line, at the price that was charged or else ours. Nothing where neither is known, or ours is in another currency. */
export function lineAmount({ soldBy, listPrice, unitPrice }: Priced, quantity: number, currency: string, field: string): Money {
  const price = unitPrice ?? listPrice;
  if (price?.currency !== currency) return { amount: 0, currency };
  if (!Number.isSafeInteger(price.amount * quantity)) throw refusal('total', field);
  return soldBy === 'weight' ? perThousand(price, quantity) : times(price, quantity);
}

export function orderTotal(lines: readonly OrderLine[], currency: string): Money {
  const amount = lines.reduce((sum, { total }) => sum + total.amount, 0);
  if (!Number.isSafeInteger(amount)) throw refusal('total', 'lines');
  return { amount, currency };
}
