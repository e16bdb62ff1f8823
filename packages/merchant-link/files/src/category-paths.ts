import { foldText, idFrom, isBlank, isOneLine, keptLine } from '@noren/kernel';

type Keyed = Readonly<{ idempotencyKey: string }>;
type LocalizedText = Readonly<{ language: string; text: string }>;

/** Whoever decides on categories, as far as paths need it. */
interface FilesItems<Accepted> {
  createCategories(
    request: { merchantId: string; lines: { categoryId: string; parentId: string; names: LocalizedText[]; position: number }[] },
    options: Keyed,
  ): Promise<unknown>;
  fileItems(request: { merchantId: string; lines: { sku: string; categoryId: string }[] }, options: Keyed): Promise<Accepted>;
}

/** `Garden > Pots`: the names from the root down. */
export const pathOf = (category: string): string[] =>
  category
    .split('>')
    .map((name) => keptLine(name).trim())
    .filter((name) => name !== '');

const LEVELS = 20;
const NAME_CHARACTERS = 200;

/** Why no category can stand at a path: it goes too deep, or has a name that none may have. */
export function unfitPath(path: readonly string[]): 'too_deep' | 'names' | undefined {
  if (path.length > LEVELS) return 'too_deep';
  return path.every((name) => !isBlank(name) && isOneLine(name, NAME_CHARACTERS)) ? undefined : 'names';
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

type Category = Readonly<{ categoryId: string; parentId: string; name: string }>;

/** The categories that paths name, parents before children. An id is made of its path, so the same path is the same category. */
function categoriesOf(merchantId: string, paths: readonly (readonly string[])[]): Map<string, Category> {
  const all = new Map<string, Category>();
  for (const path of paths)
    for (const [depth, name] of path.entries()) {
      const categoryId = categoryIdOf(merchantId, path.slice(0, depth + 1));
      const parentId = depth === 0 ? '' : categoryIdOf(merchantId, path.slice(0, depth));
      if (!all.has(categoryId)) all.set(categoryId, { categoryId, parentId, name });
    }
  return all;
}

export const categoryIdOf = (merchantId: string, path: readonly string[]): string => idFrom('cat', merchantId, ...path.map(foldText));

export type Filed = Readonly<{ sku: string; category: string }>;

/** Makes the categories that are named and files the items there; gives the operation of the filing. Category decides both in this order: one merchant, one key. */
export async function fileByPath<Accepted>(
  categories: FilesItems<Accepted>,
  merchantId: string,
  filed: readonly Filed[],
  idempotencyKey: string,
): Promise<Accepted> {
  const paths = filed.map(({ category }) => pathOf(category));
  const wanted = [...categoriesOf(merchantId, paths).values()];
  if (wanted.length > 0)
    await categories.createCategories(
      {
        merchantId,
        lines: wanted.map(({ categoryId, parentId, name }, position) => ({ categoryId, parentId, names: [{ language: 'und', text: name }], position })),
      },
      { idempotencyKey: `${idempotencyKey} categories` },
    );
  const lines = filed.map(({ sku }, at) => ({ sku, categoryId: paths[at]?.length ? categoryIdOf(merchantId, paths[at]) : '' }));
  return categories.fileItems({ merchantId, lines }, { idempotencyKey: `${idempotencyKey} filings` });
}
