import { refusals as category } from '@noren/category-contract/refusals';
import { refusals as inventory } from '@noren/inventory-contract/refusals';
import { refusals as item } from '@noren/item-contract/refusals';
import { refusals as order } from '@noren/order-contract/refusals';
import { type ProblemCodes, problemsOf } from '@noren/service-kit';

/** What this edge may decline, beside what every edge does: what the contexts behind it decline. */
export const problemCodes: ProblemCodes = {
  ...problemsOf(order, inventory, item, category),
  article_not_found: { status: 404, title: 'The shop has never held such an article', cure: 'Check the SKU; a level is there once it was set or adjusted.' },
};
