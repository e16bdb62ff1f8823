import { Category } from '@noren/bff-contract';
import type { calls, records } from '@noren/category-contract';
import type { Refusal } from '@noren/kernel';
import { ConflictWith, hide, viewUnder } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import type { Categories } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';
import { decided, withCurrentState } from './decided.ts';
import { fromNames, toNames } from './mapping.ts';
import { refusal } from '@noren/category-contract/refusals';

type Tree = { categories: Category[] };

/** The tree of categories. */
export function categories({ categories: client }: Pick<Contexts, 'categories'>): Categories {
  const tree = async (merchantId: string): Promise<Tree> => toTree(await client.getTree({ merchantId }));
  const one = async (merchantId: string, categoryId: string): Promise<Category> => {
    const found = (await tree(merchantId)).categories.find((category) => category.categoryId === categoryId);
    if (!found) throw categoryNotFound();
    return found;
  };
  const changed = async (merchantId: string, categoryId: string, ask: () => Promise<Accepted>): Promise<void> => {
    const now = (): Promise<Category> => one(merchantId, categoryId);
    await decided(client, await withCurrentState(ask(), now), now);
  };

  return {
    tree,
    async create(merchantId, { parentId = '', names, position }) {
      const accepted = await client.createCategories({ merchantId, lines: [{ categoryId: '', parentId, names: fromNames(names), position }] });
      await decided(client, accepted);
      return one(merchantId, accepted.made['lines.0.categoryId'] ?? accepted.made['categoryId'] ?? '');
    },
    async rename(merchantId, categoryId, names, expectedVersion) {
      await changed(merchantId, categoryId, () => client.renameCategory({ merchantId, categoryId, names: fromNames(names), expectedVersion }));
      return one(merchantId, categoryId);
    },
    async place(merchantId, categoryId, parentId, position, version) {
      const before = await tree(merchantId);
      const moved = before.categories.find((category) => category.categoryId === categoryId);
      if (!moved) throw categoryNotFound();
      if (moved.version !== version) throw new ConflictWith(refusal('version_conflict', 'version'), before);
      const siblings = before.categories.filter((category) => (category.parentId ?? null) === parentId && category.categoryId !== categoryId);
      const categoryIds = siblings.map((sibling) => sibling.categoryId).toSpliced(position, 0, categoryId);
      const now = (): Promise<Tree> => tree(merchantId);
      await decided(client, await withCurrentState(client.arrangeCategories({ merchantId, parentId: parentId ?? '', categoryIds }), now), now);
      return now();
    },
    remove: (merchantId, categoryId, expectedVersion) =>
      changed(merchantId, categoryId, () => client.deleteCategory({ merchantId, categoryId, expectedVersion })),
  };
}

const categoryNotFound = (): Refusal => refusal('category_not_found', 'categoryId');

type Contents = Category['contents'];
const categoryView = viewUnder(Category)<records.Category, Contents>()((from) => ({
  parentId: from(['parentId'], ({ parentId }) => parentId || undefined),
  names: from(['names'], ({ names }) => toNames(names)),
  contents: from([], (_, contents) => contents),
  merchantId: hide,
}));

function toTree({ categories: all, contents }: calls.GetTreeResponse): Tree {
  const byId = new Map(contents.map(({ categoryId, categories, items }): [string, Contents] => [categoryId, { categories, items }]));
  return { categories: inTreeOrder(all).map((category) => categoryView.of(category, byId.get(category.categoryId) ?? { categories: 0, items: 0 })) };
}

/** Parents before their children, siblings in order. */
function inTreeOrder(all: readonly records.Category[]): readonly records.Category[] {
  const children = Map.groupBy(all, ({ parentId }) => parentId);
  const below = (parentId: string): readonly records.Category[] =>
    (children.get(parentId) ?? [])
      .toSorted((a, b) => a.position - b.position || (a.categoryId < b.categoryId ? -1 : 1))
      .flatMap((category) => [category, ...below(category.categoryId)]);
  return below('');
}

/** A category with all that stand below it. */
export function subtreeOf(all: readonly records.Category[], categoryId: string): readonly string[] {
  if (!all.some((category) => category.categoryId === categoryId)) throw categoryNotFound();
  const children = Map.groupBy(all, ({ parentId }) => parentId);
  const below = (id: string): readonly string[] => [id, ...(children.get(id) ?? []).flatMap((child) => below(child.categoryId))];
  return below(categoryId);
}
