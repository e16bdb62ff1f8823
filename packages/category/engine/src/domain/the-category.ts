import { isId, type Keys, type View } from '@noren/kernel';
import { refusal } from '@noren/category-contract/refusals';
import type { Category, CategoryRecords } from './category.ts';

/** The records of these categories and of the merchant's tree. An id that no category can have is not looked up. */
export function placeKeys(merchantId: string, ...categoryIds: readonly string[]): Keys<CategoryRecords> {
  const ids = categoryIds.filter(isId);
  return { category: ids, contents: ids, ...(isId(merchantId) ? { tree: [merchantId] } : {}) };
}

/** The category, where it is this merchant's. */
export function theCategory(view: View<CategoryRecords>, merchantId: string, categoryId: string, field = 'categoryId'): Category {
  const category = isId(categoryId) ? view.category(categoryId) : undefined;
  if (category?.merchantId !== merchantId) throw refusal('category_not_found', field);
  return category;
}

/** Refuses a parent that the merchant does not have. Empty is the root. */
export function checkParent(view: View<CategoryRecords>, merchantId: string, parentId: string): void {
  if (parentId === '') return;
  if (!isId(parentId) || view.category(parentId)?.merchantId !== merchantId) throw refusal('parent_not_found', 'parentId');
}

/** Refuses a change that was made to an older version of the category. */
export function checkVersion({ version }: Category, expectedVersion: number | undefined): void {
  if (expectedVersion !== undefined && expectedVersion !== version) throw refusal('version_conflict', 'expectedVersion', `it is at version ${version} now`);
}
