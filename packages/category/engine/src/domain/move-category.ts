import { isId } from '@noren/kernel';
import { limits } from '@noren/category-contract/limits';
import { refusal } from '@noren/category-contract/refusals';
import type { CommandHandler } from './category.ts';
import { checkParent, checkVersion, placeKeys, theCategory } from './the-category.ts';
import { levelsOf, lineage, noTree } from './tree.ts';
import { checkPosition } from './validation.ts';

/**
 * To another parent (with all below it), or to another place among its siblings. The tree of a merchant is one record under the key of its
 * commands, so that of two moves which would make a circle together the later one sees the earlier.
 */
export const moveCategory: CommandHandler<'MoveCategory'> = {
  reads({ merchantId, categoryId, parentId }, view) {
    const from = isId(categoryId) ? view.category(categoryId)?.parentId : undefined;
    return placeKeys(merchantId, categoryId, parentId, from ?? '');
  },
  decide(view, { merchantId, categoryId, parentId, position, expectedVersion }) {
    const category = theCategory(view, merchantId, categoryId);
    checkVersion(category, expectedVersion);
    checkPosition(position);
    if (parentId === category.parentId && position === category.position) return [];
    checkParent(view, merchantId, parentId);
    const tree = view.tree(merchantId) ?? noTree;
    const above = lineage(tree, parentId);
    if (above.includes(categoryId)) throw refusal('category_cycle', 'parentId');
    if (above.length + levelsOf(tree, categoryId) > limits.levels) throw refusal('too_deep', 'parentId');
    return [{ type: 'CategoryMoved', category: { ...category, parentId, position, version: category.version + 1 }, formerParentId: category.parentId }];
  },
};
