import { categoryTable, contentsTable, filingTable, treeTable } from '@noren/category-store';
import { inWords, type Tables } from '@noren/engine-kit';
import type { Category, CategoryRecords, Contents, Filing, Tree } from '../domain/category.ts';

/** Where Category's records are kept. */
export const tables: Tables<CategoryRecords> = {
  category: inWords<Category>()(categoryTable),
  contents: inWords<Contents>()(contentsTable),
  filing: inWords<Filing>()(filingTable),
  tree: inWords<Tree>()(treeTable),
};
