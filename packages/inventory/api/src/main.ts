import { contextApi } from '@noren/engine-kit';
import { calls, commands, descriptors, topics } from '@noren/inventory-contract';
import { stockQueries } from '@noren/inventory-store';
import { inventoryCalls } from './application/index.ts';
import { whoMay } from './interface/who-may.ts';

/** What Inventory is asked, from its database out to the network. */
export const module = contextApi({
  context: 'inventory',
  topics,
  service: calls.InventoryServiceService,
  requests: calls,
  commands,
  descriptors,
  roles: whoMay,
  queries: stockQueries,
  calls: inventoryCalls,
});
