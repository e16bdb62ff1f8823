import { inWords, type Tables } from '@noren/engine-kit';
import { type Filing, filingTable, itemTable } from '@noren/item-store';
import { type Item, type ItemRecords, itemWords } from '../domain/item.ts';

/** Where Item's records are kept. */
export const tables: Tables<ItemRecords> = { item: inWords<Item>()(itemTable, itemWords) };

/** Where Item keeps its projection of Category's filings; decisions do not look at it. */
export const filingTables: Tables<{ filing: Filing }> = { filing: filingTable };
