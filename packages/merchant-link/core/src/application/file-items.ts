import { idFrom } from '@noren/kernel';
import { refusal } from '@noren/category-contract/refusals';
import { pathOf, placesIn, unfitPath } from '@noren/merchant-link-files';
import { toWireRefusal } from '@noren/service-kit';
import type { Refusal as WireRefusal } from '@noren/wire';
import { waited } from './lines.ts';
import type { ItemContexts } from './ports.ts';

type Categories = ItemContexts['categories'];

/** The categories along a path, from the root down. */
type Found = Readonly<{ ids: readonly string[] }>;
/** Where an item is to be filed: a category, none where it is empty, or why there can be no such category. */
type Place = Readonly<{ categoryId: string } | { refusal: WireRefusal }>;

/** The places that paths name (`Garden > Pots`), in their order: those that are there by their names, the others made. */
export async function placesOf(categories: Categories, merchantId: string, paths: readonly string[], idempotencyKey: string): Promise<readonly Place[]> {
  const names = paths.map(pathOf);
  if (names.every(({ length }) => length === 0)) return names.map(() => ({ categoryId: '' }));
  const places = placesIn(merchantId, (await categories.getTree({ merchantId })).categories);
  const found = names.map((path): Place | Found => {
    const unfit = unfitPath(path);
    return unfit ? { refusal: toWireRefusal(refusal(unfit, 'category')) } : { ids: places.idsOf(path) };
  });
  const refused = await made(categories, merchantId, places.toMake(), idempotencyKey);
  return found.map((place): Place => {
    if (!('ids' in place)) return place;
    const why = place.ids.map((id) => refused.get(id)).find((one) => one !== undefined);
    return why ? { refusal: why } : { categoryId: place.ids.at(-1) ?? '' };
  });
}

/** Makes categories; gives those that were refused. */
async function made(categories: Categories, merchantId: string, wanted: ReturnType<ReturnType<typeof placesIn>['toMake']>, idempotencyKey: string) {
  if (wanted.length === 0) return new Map<string, WireRefusal>();
  const lines = [...wanted];
  const { operationId } = await categories.createCategories({ merchantId, lines }, { idempotencyKey: keyOf(idempotencyKey, 'categories', lines) });
  const { outcomes } = await waited(categories, operationId);
  return new Map(wanted.flatMap(({ categoryId }, at) => (outcomes[at]?.refusal ? [[categoryId, outcomes[at].refusal] as const] : [])));
}

/** Files items; waits for what becomes of it. */
export async function fileItems(categories: Categories, merchantId: string, lines: { sku: string; categoryId: string }[], idempotencyKey: string) {
  const { operationId } = await categories.fileItems({ merchantId, lines }, { idempotencyKey: keyOf(idempotencyKey, 'filings', lines) });
  return waited(categories, operationId);
}

/** A repeat of a call finds another tree than the call did, and may ask for something else: that is another request, and takes another key. */
const keyOf = (idempotencyKey: string, what: string, lines: readonly object[]): string => idFrom(what, idempotencyKey, JSON.stringify(lines));
