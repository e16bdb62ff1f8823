import { categoryTable, contentsTable, filingTable, treeTable } from '@noren/category-store';
import { withEnumValues, type Tables } from '@noren/engine-kit';
import type { Category, CategoryRecords, Contents, Filing, Tree } from '../domain/category.ts';

/** Where Category's records are kept. */
export const tables: Tables<CategoryRecords> = {
  category: withEnumValues<Category>()(categoryTable),
  contents: withEnumValues<Contents>()(contentsTable),
  filing: withEnumValues<Filing>()(filingTable),
  tree: withEnumValues<Tree>()(treeTable),
};
