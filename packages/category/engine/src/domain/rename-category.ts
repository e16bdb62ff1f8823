import { refusal } from '@noren/category-contract/refusals';
import { canonicalLanguage, isId, patchedNames, sameNames, strayPath } from '@noren/kernel';
import type { CommandHandler } from './category.ts';
import { checkVersion, theCategory } from './the-category.ts';
import { checkedNames } from './validation.ts';

/** Other names: in all languages, or in those that are named. */
export const renameCategory: CommandHandler<'RenameCategory'> = {
  reads: ({ categoryId }) => (isId(categoryId) ? { category: [categoryId] } : {}),
  decide(view, { merchantId, categoryId, names: given, expectedVersion, updateMask = ['names'] }) {
    const category = theCategory(view, merchantId, categoryId);
    checkVersion(category, expectedVersion);
    const stray = strayPath(updateMask, ['names'], { names: (language) => canonicalLanguage(language) !== undefined });
    if (stray !== undefined) throw refusal('update_mask', 'updateMask', `"${stray}" is not one`);
    // What is given is checked in its own place, what comes of it as a whole.
    const named = given.length === 0 ? [] : checkedNames(given);
    const names = checkedNames(patchedNames(category.names, named, updateMask));
    if (sameNames(names, category.names)) return [];
    return [{ type: 'CategoryRenamed', category: { ...category, names, version: category.version + 1 } }];
  },
};
