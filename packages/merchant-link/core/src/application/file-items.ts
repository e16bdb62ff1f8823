import { limits } from '@noren/category-contract/limits';
import { missingAlong, readPath, unfitPath } from '@noren/category-contract/paths';
import { refusal } from '@noren/category-contract/refusals';
import { idFrom, Refusal } from '@noren/kernel';
import type { Operation } from '@noren/wire';
import { waited } from './lines.ts';
import type { ItemContexts } from './ports.ts';

type Categories = ItemContexts['categories'];

/** Refuses all of these paths (`Garden > Pots`) where a merchant cannot have as many categories: nothing is done by halves. */
export async function checkRoom(categories: Pick<Categories, 'getTree'>, merchantId: string, paths: readonly string[]): Promise<void> {
  const named = paths.map(readPath).filter(({ length }) => length > 0);
  if (named.length === 0) return;
  const tree = (await categories.getTree({ merchantId })).categories;
  const missing = missingAlong(tree, named);
  if (missing > 0 && tree.length + missing > limits.categories) throw refusal('too_many_categories', 'category');
}

/** Refuses a path at which no category can stand, whatever stands there. */
export function checkPath(path: string): void {
  const unfit = unfitPath(readPath(path));
  if (unfit) throw refusal(unfit, 'category');
}

/**
 * Files items once for a call; waits for what becomes of it. A repeat may ask for something else, where it has been decided meanwhile which items stand: the others
 * were filed then, so nothing is given.
 */
export async function fileItems(
  categories: Categories,
  merchantId: string,
  lines: { sku: string; path: string }[],
  callKey: string,
): Promise<Operation | undefined> {
  try {
    const { operationId } = await categories.fileItemsByPath({ merchantId, lines }, { idempotencyKey: idFrom('filings', callKey) });
    return await waited(categories, operationId);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'idempotency_key_reused') return undefined;
    throw error;
  }
}
