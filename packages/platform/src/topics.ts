import { topics as category } from '@noren/category-contract';
import { topics as inventory } from '@noren/inventory-contract';
import { topics as item } from '@noren/item-contract';
import type { Topic } from '@noren/log';
import { topics as order } from '@noren/order-contract';
import { topics as shop } from '@noren/shop-contract';

/** Every topic of the log, as its owner's contract declares it. */
export const topics: readonly Topic[] = [shop, item, category, inventory, order].flatMap((of): readonly Topic[] => Object.values(of));
/** Roles that read the log without writing to it. */
export const readers = ['link', 'merchant_link', 'bff'] as const;
