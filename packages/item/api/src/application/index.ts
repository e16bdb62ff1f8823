import type { Ask } from '@noren/engine-kit';
import type { ItemQueries } from '@noren/item-store';
import { getItem } from './get-item.ts';
import { getItems } from './get-items.ts';
import { listItems } from './list-items.ts';
import { publishItem } from './publish-item.ts';
import { searchItems } from './search-items.ts';
import { unpublishItem } from './unpublish-item.ts';
import { upsertItems } from './upsert-items.ts';

/** Everything Item can be asked. */
export const itemCalls = (ask: Ask, queries: ItemQueries) => ({
  upsertItems: upsertItems(ask),
  publishItem: publishItem(ask),
  unpublishItem: unpublishItem(ask),
  getItem: getItem(queries),
  listItems: listItems(queries),
  getItems: getItems(queries),
  searchItems: searchItems(queries),
});
export type ItemCalls = ReturnType<typeof itemCalls>;
