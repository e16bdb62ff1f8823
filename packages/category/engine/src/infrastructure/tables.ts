import { categoryTable, contentsTable, filingTable, treeTable } from '@noren/category-store';
import type { Tables } from '@noren/engine-kit';
import type { CategoryRecords } from '../domain/category.ts';

/** Where Category's records are kept. */
export const tables: Tables<CategoryRecords> = { category: categoryTable, contents: contentsTable, filing: filingTable, tree: treeTable };
