import { contextApi } from '@noren/engine-kit';
import { calls, commands, descriptors, topics } from '@noren/item-contract';
import { itemQueries } from '@noren/item-store';
import { itemCalls } from './application/index.ts';
import { whoMay } from './interface/who-may.ts';

/** What Item is asked, from its database out to the network. */
export const module = contextApi({
  context: 'item',
  topics,
  service: calls.ItemServiceService,
  requests: calls,
  commands,
  descriptors,
  roles: whoMay,
  queries: itemQueries,
  calls: itemCalls,
});
