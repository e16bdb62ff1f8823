import { contextApi } from '@noren/engine-kit';
import { calls, commands, descriptors, topics } from '@noren/category-contract';
import { categoryQueries } from '@noren/category-store';
import { categoryCalls } from './application/index.ts';
import { whoMay } from './interface/who-may.ts';

/** What Category is asked, from its database out to the network. */
export const module = contextApi({
  context: 'category',
  topics,
  service: calls.CategoryServiceService,
  requests: calls,
  commands,
  descriptors,
  roles: whoMay,
  queries: categoryQueries,
  calls: categoryCalls,
});
