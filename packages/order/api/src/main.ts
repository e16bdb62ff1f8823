import { contextApi } from '@noren/engine-kit';
import { calls, commands, descriptors, topics } from '@noren/order-contract';
import { orderQueries } from '@noren/order-store';
import { orderCalls } from './application/index.ts';
import { whoMay } from './interface/who-may.ts';

/** What Order is asked, from its database out to the network. */
export const module = contextApi({
  context: 'order',
  topics,
  service: calls.OrderServiceService,
  requests: calls,
  commands,
  descriptors,
  roles: whoMay,
  queries: orderQueries,
  calls: orderCalls,
});
