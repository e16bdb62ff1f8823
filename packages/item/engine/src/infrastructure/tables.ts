import { withEnumValues, type Tables } from '@noren/engine-kit';
import { itemTable } from '@noren/item-store';
import { type Item, type ItemRecords, itemWords } from '../domain/item.ts';

/** Where Item's records are kept. */
export const tables: Tables<ItemRecords> = { item: withEnumValues<Item>()(itemTable, itemWords) };
