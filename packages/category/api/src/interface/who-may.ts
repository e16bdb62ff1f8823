import type { calls } from '@noren/category-contract';
import { type Role, staff } from '@noren/service-kit';

/** The tree is one for all shops of a merchant: whoever runs one of them may change it. */
const manager = [...staff.manager, 'merchant', 'service'] as const;
const anyone = [...staff.clerk, 'merchant', 'platform', 'service'] as const;

/** Who may ask Category what. */
export const whoMay = {
  createCategories: manager,
  renameCategory: manager,
  moveCategory: manager,
  arrangeCategories: manager,
  deleteCategory: manager,
  fileItems: manager,
  fileItemsByPath: manager,
  getTree: anyone,
  getFilings: anyone,
  getOperation: anyone,
  waitOperation: anyone,
} as const satisfies Readonly<Record<keyof typeof calls.CategoryServiceService, readonly Role[]>>;
