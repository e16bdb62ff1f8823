import type { Category } from '@noren/bff-contract';
import { nameIn } from '../../i18n/format.ts';
import { branchesOf, flat } from './tree.ts';

/** Deeper ones stand further in. */
export const categoryOptions = (all: readonly Category[], language: string) =>
  flat(branchesOf(all)).map(({ category, depth }) => ({ value: category.categoryId, label: `${'\u2003'.repeat(depth)}${nameIn(category.names, language)}` }));
