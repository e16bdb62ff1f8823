import type { CategoryQueries } from '@noren/category-store';
import type { Ask } from '@noren/engine-kit';
import { arrangeCategories } from './arrange-categories.ts';
import { createCategories } from './create-categories.ts';
import { deleteCategory } from './delete-category.ts';
import { fileItems } from './file-items.ts';
import { getFilings } from './get-filings.ts';
import { getTree } from './get-tree.ts';
import { moveCategory } from './move-category.ts';
import { renameCategory } from './rename-category.ts';

/** Everything Category can be asked. */
export const categoryCalls = (ask: Ask, queries: CategoryQueries) => ({
  createCategories: createCategories(ask),
  renameCategory: renameCategory(ask),
  moveCategory: moveCategory(ask),
  arrangeCategories: arrangeCategories(ask),
  deleteCategory: deleteCategory(ask),
  fileItems: fileItems(ask),
  getTree: getTree(queries),
  getFilings: getFilings(queries),
});
export type CategoryCalls = ReturnType<typeof categoryCalls>;
