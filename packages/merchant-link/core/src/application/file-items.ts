import { idFrom, Refusal } from '@noren/kernel';
import { limits } from '@noren/category-contract/limits';
import { refusal } from '@noren/category-contract/refusals';
import { pathOf, placesIn, unfitPath } from '@noren/merchant-link-files';
import { toWireRefusal } from '@noren/service-kit';
import type { Operation, Refusal as WireRefusal } from '@noren/wire';
import { waited } from './lines.ts';
import type { ItemContexts } from './ports.ts';

type Categories = ItemContexts['categories'];

/** The categories along a path, from the root down. */
type Found = Readonly<{ ids: readonly string[] }>;
/** Where an item is to be filed: a category, none where it is empty, or why there can be no such category. */
type Place = Readonly<{ categoryId: string } | { refusal: WireRefusal }>;

/** Where paths lead, before anything is made for them. */
type Plan = Readonly<{ found: readonly (Readonly<{ refusal: WireRefusal }> | Found)[]; toMake: ReturnType<ReturnType<typeof placesIn>['toMake']> }>;

/** Looks where paths lead (`Garden > Pots`), in their order. Refuses all of them where a merchant cannot have as many categories: nothing is done by halves. */
export async function planOf(categories: Pick<Categories, 'getTree'>, merchantId: string, paths: readonly string[]): Promise<Plan> {
  const names = paths.map(pathOf);
  if (names.every(({ length }) => length === 0)) return { found: names.map(() => ({ ids: [] })), toMake: [] };
  const tree = (await categories.getTree({ merchantId })).categories;
  const places = placesIn(merchantId, tree);
  const found = names.map((path) => {
    const unfit = unfitCategory(path);
    return unfit ? { refusal: toWireRefusal(unfit) } : { ids: places.idsOf(path) };
  });
  const toMake = places.toMake();
  if (toMake.length > 0 && tree.length + toMake.length > limits.categories) throw refusal('too_many_categories', 'category');
  return { found, toMake };
}

/** The places of a plan: those that are there by their names, the others made. */
export async function placesOf(categories: Categories, merchantId: string, { found, toMake }: Plan, callKey: string): Promise<readonly Place[]> {
  const refused = await made(categories, merchantId, toMake, callKey);
  return found.map((place): Place => {
    if (!('ids' in place)) return place;
    const why = place.ids.map((id) => refused.get(id)).find((one) => one !== undefined);
    return why ? { refusal: why } : { categoryId: place.ids.at(-1) ?? '' };
  });
}

/** Why there can be no category at a path, whatever stands there. */
export function unfitCategory(path: readonly string[]): Refusal | undefined {
  const unfit = unfitPath(path);
  return unfit && refusal(unfit, 'category');
}

/** Makes categories; gives those that were refused. A repeat that finds some of them there asks for the others under another key: their ids are made of their paths. */
async function made(categories: Categories, merchantId: string, wanted: ReturnType<ReturnType<typeof placesIn>['toMake']>, callKey: string) {
  if (wanted.length === 0) return new Map<string, WireRefusal>();
  const lines = [...wanted];
  const { operationId } = await categories.createCategories({ merchantId, lines }, { idempotencyKey: idFrom('categories', callKey, JSON.stringify(lines)) });
  const { outcomes } = await waited(categories, operationId);
  return new Map(wanted.flatMap(({ categoryId }, at) => (outcomes[at]?.refusal ? [[categoryId, outcomes[at].refusal] as const] : [])));
}

/**
 * Files items once for a call; waits for what becomes of it. A repeat may find another tree and ask for something else: it was filed then, and stays as it is,
 * so nothing is given.
 */
export async function fileItems(
  categories: Categories,
  merchantId: string,
  lines: { sku: string; categoryId: string }[],
  callKey: string,
): Promise<Operation | undefined> {
  try {
    const { operationId } = await categories.fileItems({ merchantId, lines }, { idempotencyKey: idFrom('filings', callKey) });
    return await waited(categories, operationId);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'idempotency_key_reused') return undefined;
    throw error;
  }
}
