import type { ApiParts } from '@noren/engine-kit';
import type { calls, commands } from '@noren/item-contract';
import type { ItemQueries } from '@noren/item-store';
import { getItem } from './get-item.ts';
import { getItems } from './get-items.ts';
import { getItemsByGtin } from './get-items-by-gtin.ts';
import { listItems } from './list-items.ts';
import { publishItem } from './publish-item.ts';
import { searchItems } from './search-items.ts';
import { unpublishItem } from './unpublish-item.ts';
import { upsertItems } from './upsert-items.ts';

/** Everything Item can be asked. */
export const itemCalls = ({ submit, queries }: ApiParts<typeof calls, typeof commands, ItemQueries>) => ({
  upsertItems: upsertItems(submit),
  publishItem: publishItem(submit),
  unpublishItem: unpublishItem(submit),
  getItem: getItem(queries),
  listItems: listItems(queries),
  getItems: getItems(queries),
  getItemsByGtin: getItemsByGtin(queries),
  searchItems: searchItems(queries),
});
