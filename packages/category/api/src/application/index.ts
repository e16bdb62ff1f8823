import type { CategoryQueries } from '@noren/category-store';
import type { ApiParts } from '@noren/engine-kit';
import type { calls, commands } from '@noren/category-contract';
import { arrangeCategories } from './arrange-categories.ts';
import { createCategories } from './create-categories.ts';
import { deleteCategory } from './delete-category.ts';
import { fileItems } from './file-items.ts';
import { fileItemsByPath } from './file-items-by-path.ts';
import { getFilings } from './get-filings.ts';
import { getTree } from './get-tree.ts';
import { moveCategory } from './move-category.ts';
import { renameCategory } from './rename-category.ts';

/** Everything Category can be asked. */
export const categoryCalls = ({ submit, queries }: ApiParts<typeof calls, typeof commands, CategoryQueries>) => ({
  createCategories: createCategories(submit),
  renameCategory: renameCategory(submit),
  moveCategory: moveCategory(submit),
  arrangeCategories: arrangeCategories(submit),
  deleteCategory: deleteCategory(submit),
  fileItems: fileItems(submit),
  fileItemsByPath: fileItemsByPath(submit),
  getTree: getTree(queries),
  getFilings: getFilings(queries),
});
