import { isId } from '@noren/kernel';
import { refusal } from '@noren/category-contract/refusals';
import type { CommandHandler } from './category.ts';
import { checkVersion, placeKeys, theCategory } from './the-category.ts';

/** Gone, where nothing stands under it: neither categories nor items. */
export const deleteCategory: CommandHandler<'DeleteCategory'> = {
  reads({ merchantId, categoryId }, view) {
    const parentId = isId(categoryId) ? view.category(categoryId)?.parentId : undefined;
    return placeKeys(merchantId, categoryId, parentId ?? '');
  },
  decide(view, { merchantId, categoryId, expectedVersion }) {
    const category = theCategory(view, merchantId, categoryId);
    checkVersion(category, expectedVersion);
    const { children, items } = view.contents(categoryId) ?? { children: 0, items: 0 };
    if (children > 0) throw refusal('category_has_children', 'categoryId');
    if (items > 0) throw refusal('category_has_items', 'categoryId');
    return [{ type: 'CategoryDeleted', categoryId, merchantId, formerParentId: category.parentId, version: category.version + 1 }];
  },
};
