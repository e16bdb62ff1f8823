import { limits } from '@noren/category-contract/limits';
import type { Link, Tree } from './category.ts';

export const noTree: Tree = { links: [] };

const parentOf = (links: readonly Link[], categoryId: string): string => links.find((link) => link.categoryId === categoryId)?.parentId ?? '';

/** The links of what stands directly under each category. */
export const byParent = ({ links }: Tree): ReadonlyMap<string, readonly Link[]> => Map.groupBy(links, ({ parentId }) => parentId);

/** The category and all above it, from below. The root of everything, empty, is not among them. */
export function lineage({ links }: Tree, categoryId: string): readonly string[] {
  const line: string[] = [];
  for (let id = categoryId; id !== '' && line.length <= links.length; id = parentOf(links, id)) line.push(id);
  return line;
}

/** How many levels the category has with all below it; 1 where nothing is. */
export function levelsOf(tree: Tree, categoryId: string, children = byParent(tree)): number {
  let level = [categoryId];
  let levels = 0;
  while (level.length > 0 && levels <= limits.levels) {
    levels += 1;
    level = level.flatMap((id) => children.get(id)?.map((link) => link.categoryId) ?? []);
  }
  return levels;
}

export const withLink = ({ links }: Tree, categoryId: string, parentId: string): Tree => ({ links: [...links, { categoryId, parentId }] });
export const withParent = ({ links }: Tree, categoryId: string, parentId: string): Tree => ({
  links: links.map((link) => (link.categoryId === categoryId ? { categoryId, parentId } : link)),
});
export const withoutLink = ({ links }: Tree, categoryId: string): Tree => ({ links: links.filter((link) => link.categoryId !== categoryId) });
