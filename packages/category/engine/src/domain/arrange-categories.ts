import { isId } from '@noren/kernel';
import { limits } from '@noren/category-contract/limits';
import { refusal } from '@noren/category-contract/refusals';
import type { CommandHandler, Category, Tree } from './category.ts';
import { checkParent, placeKeys, theCategory } from './the-category.ts';
import { byParent, levelsOf, lineage, noTree } from './tree.ts';

/**
 * What stands under a parent, in this order: all that stand there now, and any that come from elsewhere. Told of each that has moved. Whoever arranged it
 * without seeing a category that somebody else has put there is refused, so nothing is pushed aside unseen.
 */
export const arrangeCategories: CommandHandler<'ArrangeCategories'> = {
  reads({ merchantId, parentId, categoryIds }, view) {
    const from = categoryIds.flatMap((categoryId) => (isId(categoryId) ? (view.category(categoryId)?.parentId ?? []) : []));
    return placeKeys(merchantId, parentId, ...categoryIds, ...from);
  },
  decide(view, { merchantId, parentId, categoryIds }) {
    checkParent(view, merchantId, parentId);
    checkNamedOnce(categoryIds);
    const categories = categoryIds.map((categoryId, at) => theCategory(view, merchantId, categoryId, `categoryIds.${at}`));
    const tree = view.tree(merchantId) ?? noTree;
    checkAllThere(tree, parentId, categoryIds);
    checkNewcomers(tree, parentId, categories);
    return categories.flatMap((category, position) =>
      category.parentId === parentId && category.position === position
        ? []
        : [{ type: 'CategoryMoved', category: { ...category, parentId, position, version: category.version + 1 }, formerParentId: category.parentId }],
    );
  },
};

/** So many siblings can be put into an order at once. */
function checkNamedOnce(categoryIds: readonly string[]): void {
  if (categoryIds.length === 0 || categoryIds.length > limits.arranged) throw refusal('arrangement', 'categoryIds');
  const named = new Set<string>();
  for (const [at, categoryId] of categoryIds.entries()) if (named.size === named.add(categoryId).size) throw refusal('arrangement', `categoryIds.${at}`);
}

function checkAllThere(tree: Tree, parentId: string, categoryIds: readonly string[]): void {
  const named = new Set(categoryIds);
  const missing = tree.links.flatMap((link) => (link.parentId === parentId && !named.has(link.categoryId) ? [link.categoryId] : []));
  if (missing.length > 0) throw refusal('category_siblings', 'categoryIds', `${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ', …' : ''}`);
}

function checkNewcomers(tree: Tree, parentId: string, categories: readonly Category[]): void {
  const above = lineage(tree, parentId);
  const children = byParent(tree);
  for (const [at, { categoryId, parentId: from }] of categories.entries()) {
    if (from === parentId) continue;
    if (above.includes(categoryId)) throw refusal('category_cycle', `categoryIds.${at}`);
    if (above.length + levelsOf(tree, categoryId, children) > limits.levels) throw refusal('too_deep', `categoryIds.${at}`);
  }
}
