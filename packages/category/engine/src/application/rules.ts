import { type Changes, decider, type View } from '@noren/kernel';
import { type CategoryCommand, type CategoryEvent, type CategoryRecords, type Contents, filingKey } from '../domain/category.ts';
import { arrangeCategories } from '../domain/arrange-categories.ts';
import { createCategory } from '../domain/create-category.ts';
import { deleteCategory } from '../domain/delete-category.ts';
import { fileItem } from '../domain/file-item.ts';
import { fileItemByPath } from '../domain/file-item-by-path.ts';
import { moveCategory } from '../domain/move-category.ts';
import { renameCategory } from '../domain/rename-category.ts';
import { noTree, relinked, withLink, withoutLink } from '../domain/tree.ts';

/** All that Category can be asked, and all that it tells. */
export const categoryRules = decider<CategoryRecords, CategoryCommand, CategoryEvent>({
  commands: {
    CreateCategory: createCategory,
    RenameCategory: renameCategory,
    MoveCategory: moveCategory,
    ArrangeCategories: arrangeCategories,
    DeleteCategory: deleteCategory,
    FileItem: fileItem,
    FileItemByPath: fileItemByPath,
  },
  events: {
    CategoryCreated: (view, { category }) => ({
      category: { [category.categoryId]: category },
      contents: { [category.categoryId]: empty, ...counted(view, 'children', category.parentId, +1) },
      tree: { [category.merchantId]: withLink(view.tree(category.merchantId) ?? noTree, category) },
    }),
    CategoryRenamed: (view, { category }) => ({
      category: { [category.categoryId]: category },
      tree: { [category.merchantId]: relinked(view.tree(category.merchantId) ?? noTree, category) },
    }),
    CategoryMoved: (view, { category, formerParentId }) => ({
      category: { [category.categoryId]: category },
      ...(category.parentId === formerParentId
        ? {}
        : {
            contents: { ...counted(view, 'children', formerParentId, -1), ...counted(view, 'children', category.parentId, +1) },
            tree: { [category.merchantId]: relinked(view.tree(category.merchantId) ?? noTree, category) },
          }),
    }),
    CategoryDeleted: (view, { categoryId, merchantId, formerParentId }) => ({
      category: { [categoryId]: null },
      contents: { [categoryId]: null, ...counted(view, 'children', formerParentId, -1) },
      tree: { [merchantId]: withoutLink(view.tree(merchantId) ?? noTree, categoryId) },
    }),
    ItemFiled: (view, { filing, formerCategoryId }) => ({
      filing: { [filingKey(filing.merchantId, filing.sku)]: filing.categoryId === '' ? null : filing },
      contents: { ...counted(view, 'items', formerCategoryId, -1), ...counted(view, 'items', filing.categoryId, +1) },
    }),
  },
});

const empty: Contents = { children: 0, items: 0 };

/** The contents of a category with one more or one less; nothing where there is no category (the root, filed nowhere). */
function counted(view: View<CategoryRecords>, what: keyof Contents, categoryId: string, by: 1 | -1): NonNullable<Changes<CategoryRecords>['contents']> {
  if (categoryId === '') return {};
  const contents = view.contents(categoryId) ?? empty;
  return { [categoryId]: { ...contents, [what]: contents[what] + by } };
}
