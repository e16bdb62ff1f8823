import { events, topics } from '@noren/category-contract';
import { eventReader, nothing, readModel } from '@noren/engine-kit';
import { filingTable } from '@noren/item-store';
import { filings, type ItemFiled } from '../application/filings.ts';

const itemFiled = eventReader<ItemFiled>()(events, {
  CategoryCreated: nothing,
  CategoryRenamed: nothing,
  CategoryMoved: nothing,
  // Only an empty category is deleted: its items were taken out before, by events of their own.
  CategoryDeleted: nothing,
  ItemFiled: ({ filing }) => filing,
});

/** What Item keeps of Category: under which category an item is filed. Decisions do not look at it. */
export const readModels = [readModel({ name: 'item.filings', topics: [topics.events.name], read: itemFiled, ...filings, tables: { filing: filingTable } })];
