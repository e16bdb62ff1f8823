import { limits } from '@noren/category-contract/limits';
import { type Places, placesIn } from '@noren/category-contract/paths';
import type { Category, Link, Tree } from './category.ts';

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

/** Where paths lead in a tree. Worked out once for a tree: a file of thousands of rows asks as often. */
export function placesOf(tree: Tree): Places {
  const places = known.get(tree) ?? placesIn(tree.links);
  known.set(tree, places);
  return places;
}

const known = new WeakMap<Tree, Places>();

/** With one more. A file may bring thousands, so what is known of where paths lead goes on with the tree that has grown. */
export function withLink(tree: Tree, category: Category): Tree {
  const link = linkOf(category);
  const grown = { links: [...tree.links, link] };
  const places = known.get(tree);
  if (places) {
    known.delete(tree);
    places.add(link);
    known.set(grown, places);
  }
  return grown;
}

/** As a category says now where it stands and what it is called. */
export const relinked = ({ links }: Tree, category: Category): Tree => ({
  links: links.map((link) => (link.categoryId === category.categoryId ? linkOf(category) : link)),
});

const linkOf = ({ categoryId, parentId, names }: Category): Link => ({ categoryId, parentId, names: names.map(({ text }) => text) });

export const withoutLink = ({ links }: Tree, categoryId: string): Tree => ({ links: links.filter((link) => link.categoryId !== categoryId) });
