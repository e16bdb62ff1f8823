import { sameNames } from '@noren/kernel';
import { limits } from '@noren/category-contract/limits';
import { refusal } from '@noren/category-contract/refusals';
import type { CommandHandler, Category } from './category.ts';
import { checkParent, placeKeys } from './the-category.ts';
import { lineage, noTree } from './tree.ts';
import { checkedNames, checkId, checkPosition } from './validation.ts';

/** A new category, at the root or under one that is there. The same again is no change. */
export const createCategory: CommandHandler<'CreateCategory'> = {
  reads: ({ merchantId, categoryId, parentId }) => placeKeys(merchantId, categoryId, parentId),
  decide(view, { categoryId, merchantId, parentId, names, position }) {
    checkId(merchantId, 'merchantId');
    checkId(categoryId, 'categoryId');
    checkPosition(position);
    const category: Category = { categoryId, merchantId, parentId, names: checkedNames(names), position, version: 1 };
    const known = view.category(categoryId);
    if (known && sameData(known, category)) return [];
    if (known) throw refusal('category_exists', 'categoryId');
    checkParent(view, merchantId, parentId);
    const tree = view.tree(merchantId) ?? noTree;
    if (tree.links.length >= limits.categories) throw refusal('too_many_categories');
    if (lineage(tree, parentId).length >= limits.levels) throw refusal('too_deep', 'parentId');
    return [{ type: 'CategoryCreated', category }];
  },
};

const sameData = (a: Category, b: Category): boolean =>
  a.merchantId === b.merchantId && a.parentId === b.parentId && a.position === b.position && sameNames(a.names, b.names);
