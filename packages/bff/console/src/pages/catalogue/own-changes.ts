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
