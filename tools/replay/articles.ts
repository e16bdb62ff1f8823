import type { PlannedOrder } from './planned-order.ts';
import type { Line } from './rules.ts';

/** An article as the file sells it. `price` in pence; `opening`: just what all its orders need, so that one unit held twice shows as a rejected order. */
export type Article = Readonly<{ sku: string; key: string; name: string; price: number; opening: number }>;

/**
 * The articles of the given lines: a SKU as first typed, under its most frequent description and price (the first of equals; the SKU where it never has a
 * description). Articles that are only given back are articles too, with nothing to open with.
 */
export function articlesOf(lines: readonly Line[], orders: readonly PlannedOrder[]): readonly Article[] {
  const needed = new Map<string, number>();
  for (const order of orders) for (const { key, quantity } of order.lines) needed.set(key, (needed.get(key) ?? 0) + quantity);
  const byKey = new Map<string, Line[]>();
  for (const line of lines) {
    const same = byKey.get(line.key);
    if (same === undefined) byKey.set(line.key, [line]);
    else same.push(line);
  }
  return [...byKey].flatMap(([key, [first, ...more]]) => {
    if (first === undefined) return [];
    const same = [first, ...more];
    const name = mostFrequent(same.map((line) => line.name).filter((text) => text !== '')) ?? first.sku;
    return [{ sku: first.sku, key, name, price: mostFrequent(same.map((line) => line.price)) ?? first.price, opening: needed.get(key) ?? 0 }];
  });
}

/** The value that comes most often, of equals the one that came first. */
function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let most: Readonly<{ value: T; count: number }> | undefined;
  for (const [value, count] of counts) if (most === undefined || count > most.count) most = { value, count };
  return most?.value;
}
