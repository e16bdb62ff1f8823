import { contextApi } from '@noren/engine-kit';
import { calls, commands, protoRoot, topics } from '@noren/shop-contract';
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
  protoRoot,
  roles: whoMay,
  queries: shopQueries,
  calls: (parts) => shopCalls(parts, storedClaims(parts.store)),
});
