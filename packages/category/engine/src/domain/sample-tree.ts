import type { Category, CategoryEvent } from './category.ts';

const merchantId = 'mer_kissa';
const english = (text: string) => [{ language: 'en', text }];

/** The categories of the tests: drinks > tea, and food beside them. */
export const drinks: Category = { categoryId: 'cat_drinks', merchantId, parentId: '', names: english('Drinks'), position: 1, version: 1 };
export const tea: Category = { categoryId: 'cat_tea', merchantId, parentId: 'cat_drinks', names: english('Tea'), position: 1, version: 1 };
export const food: Category = { categoryId: 'cat_food', merchantId, parentId: '', names: english('Food'), position: 2, version: 1 };

export const created = (category: Category): CategoryEvent => ({ type: 'CategoryCreated', category });
export const tree: readonly CategoryEvent[] = [drinks, tea, food].map(created);

export const filed = (sku: string, categoryId: string, formerCategoryId = ''): CategoryEvent => ({
  type: 'ItemFiled',
  filing: { merchantId, sku, categoryId },
  formerCategoryId,
});

/** A line of categories, each under the one before: `cat_1` is a root. */
export const line = (levels: number): readonly CategoryEvent[] =>
  Array.from({ length: levels }, (_, at) => created({ ...drinks, categoryId: `cat_${at + 1}`, parentId: at === 0 ? '' : `cat_${at}` }));
