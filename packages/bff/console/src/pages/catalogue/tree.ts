import type { Category } from '@noren/bff-contract';

export type Branch = Readonly<{ category: Category; children: readonly Branch[] }>;
export type Place = Readonly<{ parentId: string | null; position: number }>;

const inOrder = (a: Category, b: Category): number => a.position - b.position || a.categoryId.localeCompare(b.categoryId);

export const siblingsOf = (all: readonly Category[], parentId: string | null): readonly Category[] =>
  all.filter((one) => (one.parentId ?? null) === parentId).toSorted(inOrder);

export const branchesOf = (all: readonly Category[], parentId: string | null = null): readonly Branch[] =>
  siblingsOf(all, parentId).map((category) => ({ category, children: branchesOf(all, category.categoryId) }));

/** Every category with its depth, as the tree reads from top to bottom. */
export const flat = (branches: readonly Branch[], depth = 0): readonly Readonly<{ category: Category; depth: number }>[] =>
  branches.flatMap(({ category, children }) => [{ category, depth }, ...flat(children, depth + 1)]);

function isBelow(all: readonly Category[], categoryId: string, above: string): boolean {
  const parent = all.find((one) => one.categoryId === categoryId)?.parentId;
  return parent !== undefined && (parent === above || isBelow(all, parent, above));
}

/** Where a category comes to stand that is dropped on another, or before or behind it. Positions count the siblings without itself. */
export function placeAt(all: readonly Category[], moved: string, target: string, where: 'on' | 'before' | 'after'): Place | undefined {
  if (moved === target || isBelow(all, target, moved)) return undefined;
  const other = all.find(({ categoryId }) => categoryId === target);
  if (!other) return undefined;
  const parentId = where === 'on' ? target : (other.parentId ?? null);
  const siblings = siblingsOf(all, parentId).filter(({ categoryId }) => categoryId !== moved);
  if (where === 'on') return { parentId, position: siblings.length };
  const at = siblings.findIndex(({ categoryId }) => categoryId === target);
  return { parentId, position: where === 'before' ? at : at + 1 };
}

export type Step = 'up' | 'down' | 'in' | 'out';

/** One step in the tree: before the sibling above, behind the one below, into the one above, out behind the parent. */
export function stepFrom(all: readonly Category[], { categoryId, parentId }: Category, step: Step): Place | undefined {
  const siblings = siblingsOf(all, parentId ?? null);
  const at = siblings.findIndex((one) => one.categoryId === categoryId);
  const [above, below] = [siblings[at - 1], siblings[at + 1]];
  if (step === 'up') return above && placeAt(all, categoryId, above.categoryId, 'before');
  if (step === 'down') return below && placeAt(all, categoryId, below.categoryId, 'after');
  if (step === 'in') return above && placeAt(all, categoryId, above.categoryId, 'on');
  return parentId === undefined ? undefined : placeAt(all, categoryId, parentId, 'after');
}

/** The tree with a category moved, as the server will have it. */
export function moved(all: readonly Category[], categoryId: string, { parentId, position }: Place): readonly Category[] {
  const found = all.find((one) => one.categoryId === categoryId);
  if (!found) return all;
  const { parentId: _, ...rest } = found;
  const placed: Category = parentId === null ? rest : { ...rest, parentId };
  const siblings = siblingsOf(all, parentId).filter((one) => one.categoryId !== categoryId);
  const places = new Map(siblings.toSpliced(position, 0, placed).map((one, at) => [one.categoryId, at]));
  return all.map((one) => (one.categoryId === categoryId ? placed : one)).map((one) => ({ ...one, position: places.get(one.categoryId) ?? one.position }));
}
