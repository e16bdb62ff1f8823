import { foldText, isBlank, isOneLine, keptLine } from '@noren/kernel';
import { limits } from './limits.ts';

/*
 * Categories by path, `Garden > Pots`: the names from the root down. A backslash takes a sign of this form as part of a name: `\>`, `\\`. `\#` and an id behind
 * a name, `Pots \#cat_1`, say which of several categories of one name is meant: the id decides, and what stands before it is for people.
 */

/** One step of a path: a category by its name, or by its id. */
type Step = Readonly<{ name: string; categoryId?: string }>;
export type Path = readonly Step[];

/** A character may be two code units; blanks around a name do not count, and come in one piece. */
const LONGER_THAN_ANY_NAME = 10 * limits.nameCharacters;
const SIGN = /\\([\\>])|\\#([A-Za-z0-9_-]{1,64})(?=\s*(?:>|$))|(>[>\s]*)|[^\\>]+|\\/g;

/**
 * Reads a path as it is written; no steps where it is empty. Whether a category may be called so says `unfitPath`: what is that unfit is not read to its end, for
 * anybody may send 10,000 texts of nothing but signs.
 */
export function readPath(written: string): Path {
  const steps: Step[] = [];
  let [name, categoryId]: [string, string | undefined] = ['', undefined];
  const end = (): void => {
    const kept = name.trim();
    if (categoryId !== undefined) steps.push({ name: kept, categoryId });
    else if (kept !== '') steps.push({ name: kept });
    [name, categoryId] = ['', undefined];
  };
  for (const [text, escaped, id, separator] of keptLine(written).matchAll(SIGN)) {
    if (separator !== undefined) end();
    else if (id !== undefined) categoryId = id;
    else name += escaped ?? text;
    if (steps.length > limits.levels || (name.length > LONGER_THAN_ANY_NAME && text.length <= 2)) break;
  }
  end();
  return steps;
}

/** A path in the form in which it is read. */
export const writePath = (path: Path): string =>
  path
    .map(({ name, categoryId }) => [
      ...(name === '' ? [] : [name.replaceAll(/[\\>]/g, String.raw`\$&`)]),
      ...(categoryId === undefined ? [] : [`\\#${categoryId}`]),
    ])
    .map((words) => words.join(' '))
    .join(' > ');

/** Why no category can stand at a path: it goes too deep, or has a name that none may have. */
export function unfitPath(path: Path): 'too_deep' | 'names' | undefined {
  if (path.length > limits.levels) return 'too_deep';
  const fits = path.every(({ name, categoryId }) => categoryId !== undefined || (!isBlank(name) && isOneLine(name, limits.nameCharacters)));
  return fits ? undefined : 'names';
}

/** A category as a tree has it; `parentId` is empty for a root, `names` are those in all languages. */
export type NamedCategory = Readonly<{ categoryId: string; parentId: string; names: readonly string[] }>;

/** Where a path leads. `above` are the levels down to the parent under which what is missing would stand; `ids` are those of the categories that may be meant. */
type Found =
  | Readonly<{ kind: 'there'; categoryId: string }>
  | Readonly<{ kind: 'missing'; parentId: string; above: number; names: readonly string[] }>
  | Readonly<{ kind: 'ambiguous'; ids: readonly string[] }>
  | Readonly<{ kind: 'unknown' }>;

/** A merchant's tree as paths go through it: by names in any language, whatever their case and width, whoever made the categories. */
export interface Places {
  find(path: Path): Found;
  /** How many stand under this parent by a name. */
  namesakes(parentId: string, name: string): number;
  /** Takes in a category that has been made since. */
  add(category: NamedCategory): void;
}

/** Below more of one name than this nothing is looked for: which of them is meant has to be said. */
const LOOKED_BELOW = 100;

export function placesIn(tree: Iterable<NamedCategory>): Places {
  const parents = new Map<string, string>();
  const byName = new Map<string, string[]>();
  const under = (parentId: string, folded: string): readonly string[] => byName.get(`${parentId}\0${folded}`) ?? [];
  const add = ({ categoryId, parentId, names }: NamedCategory): void => {
    parents.set(categoryId, parentId);
    for (const name of new Set(names.map(foldText))) {
      const namesakes = byName.get(`${parentId}\0${name}`);
      if (namesakes) namesakes.push(categoryId);
      else byName.set(`${parentId}\0${name}`, [categoryId]);
    }
  };
  for (const category of tree) add(category);

  const levelsDownTo = (categoryId: string): number => {
    let levels = 0;
    for (let id = categoryId; id !== '' && levels <= limits.levels; id = parents.get(id) ?? '') levels += 1;
    return levels;
  };

  const find = (path: Path): Found => {
    const last = path.findLastIndex(({ categoryId }) => categoryId !== undefined);
    const begin = path[last]?.categoryId ?? '';
    if (begin !== '' && !parents.has(begin)) return { kind: 'unknown' };
    let meant: readonly string[] = [begin];
    const names = path.slice(last + 1).map(({ name }) => name);
    for (const [depth, name] of names.entries()) {
      if (meant.length > LOOKED_BELOW) return { kind: 'ambiguous', ids: [] };
      const folded = foldText(name);
      const next = meant.flatMap((parentId) => under(parentId, folded));
      if (next.length > 0) {
        meant = next;
        continue;
      }
      if (meant.length > 1) return { kind: 'ambiguous', ids: [] };
      const [parentId = ''] = meant;
      return { kind: 'missing', parentId, above: levelsDownTo(parentId), names: names.slice(depth) };
    }
    const [categoryId = ''] = meant;
    return meant.length > 1 ? { kind: 'ambiguous', ids: meant } : { kind: 'there', categoryId };
  };
  return { find, namesakes: (parentId, name) => under(parentId, foldText(name)).length, add };
}

/** How many categories these paths would make; counted on no further than beyond what a merchant may have. */
export function missingAlong(categories: readonly Told[], paths: readonly Path[]): number {
  const places = placesIn(categories.map(namedCategory));
  let made = 0;
  for (const path of paths) {
    const found = unfitPath(path) === undefined ? places.find(path) : undefined;
    if (found?.kind !== 'missing') continue;
    if (made > limits.categories) break;
    let { parentId } = found;
    for (const name of found.names) {
      const categoryId = ` ${(made += 1)}`;
      places.add({ categoryId, parentId, names: [name] });
      parentId = categoryId;
    }
  }
  return made;
}

type Told = Readonly<{ categoryId: string; parentId: string; names: readonly Readonly<{ text: string }>[] }>;

/** A category of Category's answers, as paths see it. */
const namedCategory = ({ categoryId, parentId, names }: Told): NamedCategory => ({ categoryId, parentId, names: names.map(({ text }) => text) });

/** The path of every category as it is written: each step by its first name, and by its id too where others beside it have that name. What is written leads back. */
export function pathsOf(categories: readonly Told[]): ReadonlyMap<string, string> {
  const tree = new Map(categories.map((category) => [category.categoryId, namedCategory(category)]));
  const places = placesIn(tree.values());
  const path = (id: string): Path => {
    const category = tree.get(id);
    if (!category) return [];
    const { categoryId, parentId, names } = category;
    const [name = ''] = names;
    return [...path(parentId), places.namesakes(parentId, name) > 1 ? { name, categoryId } : { name }];
  };
  return new Map(categories.map(({ categoryId }) => [categoryId, writePath(path(categoryId))]));
}
