import type { Tables } from '@noren/engine-kit';
import { articleTable, linesTable, orderTable, shopTable } from '@noren/order-store';
import type { OrderRecords } from '../domain/order.ts';

/** Where Order's records are kept. */
export const tables: Tables<OrderRecords> = { order: orderTable, lines: linesTable, article: articleTable, shopInfo: shopTable };

/** The kinds that others' events write: decisions only read them. */
export const projected = ['article', 'shopInfo'] as const;
