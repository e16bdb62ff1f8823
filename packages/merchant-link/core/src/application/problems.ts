import { refusals as category } from '@noren/category-contract/refusals';
import { refusals as inventory } from '@noren/inventory-contract/refusals';
import { refusals as item } from '@noren/item-contract/refusals';
import { refusals as order } from '@noren/order-contract/refusals';
import { type ProblemCodes, problemsOf } from '@noren/service-kit';

/** What this edge may decline, beside what every edge does: what the contexts behind it decline. */
export const problemCodes: ProblemCodes = problemsOf(order, inventory, item, category);
