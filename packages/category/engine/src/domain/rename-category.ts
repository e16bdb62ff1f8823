import { refusal } from '@noren/category-contract/refusals';
import { canonicalLanguage, checkMask, isId, namedParts, patchedNames, sameNames } from '@noren/kernel';
import type { CommandHandler } from './category.ts';
import { checkVersion, theCategory } from './the-category.ts';
import { checkedNames } from './validation.ts';

/** Other names: in all languages, or in those that are named. */
export const renameCategory: CommandHandler<'RenameCategory'> = {
  reads: ({ merchantId, categoryId }) => ({
    ...(isId(categoryId) ? { category: [categoryId] } : {}),
    ...(isId(merchantId) ? { tree: [merchantId] } : {}),
  }),
  decide(view, { merchantId, categoryId, names: given, expectedVersion, updateMask = ['names'] }) {
    const category = theCategory(view, merchantId, categoryId);
    checkVersion(category, expectedVersion);
    checkMask(updateMask, ['names'], ['names'], (detail) => refusal('update_mask', 'updateMask', detail));
    const wrong = namedParts(updateMask, 'names').find((language) => canonicalLanguage(language) === undefined);
    if (wrong !== undefined) throw refusal('language', `names.${wrong}`);
    // What is given is checked in its own place, what comes of it as a whole.
    const named = given.length === 0 ? [] : checkedNames(given);
    const names = checkedNames(patchedNames(category.names, named, updateMask));
    if (sameNames(names, category.names)) return [];
    return [{ type: 'CategoryRenamed', category: { ...category, names, version: category.version + 1 } }];
  },
};
