import type { Item } from '@noren/bff-contract';

/** Versions that this page's own changes made, by the item and the version that they were made from. */
const made = new Map<string, number>();

const place = (itemId: string, version: number): string => `${itemId} ${version}`;

export function rememberOwn(itemId: string, from: number, to: number): void {
  if (from !== to) made.set(place(itemId, from), to);
}

/**
 * The version to name with a change that was made while an earlier one of the same page was still under way: what that one made, for the person
 * saw it already. What others made is never passed over; the change is refused then.
 */
export function behindOwn(itemId: string, version: number): number {
  const next = made.get(place(itemId, version));
  return next === undefined ? version : behindOwn(itemId, next);
}

/** Fields of items that this page has changed and that are not answered yet, and items as answers told them, by SKU. */
const unanswered = new Map<string, Partial<Item>>();
const answered = new Map<string, Item>();

/** A change is on its way. */
export const expectOwn = (sku: string, change: Partial<Item>): void => void unanswered.set(sku, { ...unanswered.get(sku), ...change });

/** Nothing is on its way any more; the item as the last answer told it, where there was one. */
export function settleOwn(sku: string, now: Item | undefined): void {
  unanswered.delete(sku);
  if (now) answered.set(sku, now);
}

/**
 * An item that was read, with what this page has changed of it: reading takes a while, and what comes back may be from before the change. The stock is as it
 * was read.
 */
export function withOwn(read: Item): Item {
  const known = answered.get(read.sku);
  if (known && known.version <= read.version) answered.delete(read.sku);
  const { stock } = read;
  const newest = known && known.version > read.version ? { ...known, ...(stock === undefined ? {} : { stock }) } : read;
  return { ...newest, ...unanswered.get(read.sku) };
}
