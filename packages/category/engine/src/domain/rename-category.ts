import { isId, sameNames } from '@noren/kernel';
import type { CommandHandler } from './category.ts';
import { checkVersion, theCategory } from './the-category.ts';
import { checkedNames } from './validation.ts';

/** Other names; they replace those before in all languages. */
export const renameCategory: CommandHandler<'RenameCategory'> = {
  reads: ({ categoryId }) => (isId(categoryId) ? { category: [categoryId] } : {}),
  decide(view, { merchantId, categoryId, names: requested, expectedVersion }) {
    const category = theCategory(view, merchantId, categoryId);
    checkVersion(category, expectedVersion);
    const names = checkedNames(requested);
    if (sameNames(names, category.names)) return [];
    return [{ type: 'CategoryRenamed', category: { ...category, names, version: category.version + 1 } }];
  },
};
