import type { Tables } from '@noren/engine-kit';
import { filingTable, itemTable } from '@noren/item-store';
import type { Filing } from '../application/filings.ts';
import type { ItemRecords } from '../domain/item.ts';

/** Where Item's records are kept. */
export const tables: Tables<ItemRecords> = { item: itemTable };

/** Where Item keeps what it hears of filings; decisions do not look at it. */
export const filingTables: Tables<{ filing: Filing }> = { filing: filingTable };
