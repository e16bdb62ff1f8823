import { limits } from '@noren/category-contract/limits';
import { foldText, idFrom, isBlank, isOneLine, keptLine } from '@noren/kernel';

type LocalizedText = Readonly<{ language: string; text: string }>;

/** `Garden > Pots`: the names from the root down. */
export const pathOf = (category: string): string[] =>
  category
    .split('>')
    .map((name) => keptLine(name))
    .filter((name) => name !== '');

/** Why no category can stand at a path: it goes too deep, or has a name that none may have. */
export function unfitPath(path: readonly string[]): 'too_deep' | 'names' | undefined {
  if (path.length > limits.levels) return 'too_deep';
  return path.every((name) => !isBlank(name) && isOneLine(name, limits.nameCharacters)) ? undefined : 'names';
}

/** A category as a tree has it; `parentId` is empty for a root. */
export type NamedCategory = Readonly<{ categoryId: string; parentId: string; names: readonly LocalizedText[] }>;

/** The path of every category, each named in its first language. */
export function pathsOf(categories: readonly NamedCategory[]): ReadonlyMap<string, readonly string[]> {
  const byId = new Map(categories.map((category) => [category.categoryId, category]));
  const path = (id: string): readonly string[] => {
    const category = byId.get(id);
    return category ? [...path(category.parentId), category.names[0]?.text ?? ''] : [];
  };
  return new Map(categories.map(({ categoryId }) => [categoryId, path(categoryId)]));
}

/** A category that is to be made, in the form in which Category takes it. */
type NewCategory = Readonly<{ categoryId: string; parentId: string; names: LocalizedText[]; position: number }>;

/** Where paths lead in a merchant's tree. */
interface Places {
  /** The categories along a path, from the root down. One that is not there is to be made. */
  idsOf(path: readonly string[]): readonly string[];
  /** Those that are to be made for the paths so far, parents before children. */
  toMake(): readonly NewCategory[];
}

/**
 * Finds categories by what they are called, whoever made them: a name in any language, whatever its case and width. The id of one that is to be made is made
 * of its path, so that two who make it at once make one, unless another category, that was renamed or moved since, has that id.
 */
export function placesIn(merchantId: string, tree: readonly NamedCategory[]): Places {
  const taken = new Set(tree.map(({ categoryId }) => categoryId));
  const byName = new Map<string, string>();
  for (const { categoryId, parentId, names } of tree) for (const { text } of names) byName.set(under(parentId, text), categoryId);
  const made: NewCategory[] = [];
  const make = (parentId: string, path: readonly string[]): string => {
    const name = path.at(-1) ?? '';
    let categoryId = categoryIdOf(merchantId, path);
    for (let other = 2; taken.has(categoryId); other += 1) categoryId = idFrom('cat', merchantId, ...path.map(foldText), String(other));
    taken.add(categoryId);
    byName.set(under(parentId, name), categoryId);
    made.push({ categoryId, parentId, names: [{ language: 'und', text: name }], position: tree.length + made.length });
    return categoryId;
  };
  return {
    idsOf(path) {
      const ids: string[] = [];
      for (const [depth, name] of path.entries()) {
        const parentId = ids.at(-1) ?? '';
        ids.push(byName.get(under(parentId, name)) ?? make(parentId, path.slice(0, depth + 1)));
      }
      return ids;
    },
    toMake: () => made,
  };
}

const under = (parentId: string, name: string): string => `${parentId}\0${foldText(name)}`;
const categoryIdOf = (merchantId: string, path: readonly string[]): string => idFrom('cat', merchantId, ...path.map(foldText));
