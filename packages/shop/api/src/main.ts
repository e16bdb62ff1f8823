import { contextApi } from '@noren/engine-kit';
import { calls, commands, descriptors, topics } from '@noren/shop-contract';
import { shopQueries } from '@noren/shop-store';
import { shopCalls } from './application/index.ts';
import { storedClaims } from './infrastructure/claims.ts';
import { whoMay } from './interface/who-may.ts';

/** What Shop is asked, from its database out to the network. */
export const module = contextApi({
  context: 'shop',
  topics,
  service: calls.ShopServiceService,
  requests: calls,
  commands,
  descriptors,
  roles: whoMay,
  queries: shopQueries,
  calls: (parts) => shopCalls(parts, storedClaims(parts.store)),
});
