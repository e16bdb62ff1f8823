import { shops as calls } from '@noren/bff-contract';
import type { Clock } from '@noren/kernel';
import type { Route } from '@noren/service-kit';
import type { ShopKeeping } from '../../application/shop-keeping.ts';
import type { Shops } from '../../application/ports.ts';
import { answering } from './answering.ts';
import type { Visitors } from './visitors.ts';

/** What shops there are, when they take orders, and how their day goes. */
export const shopRoutes = (visitors: Visitors, shops: Shops, keeping: ShopKeeping, clock: Clock): readonly Route[] => [
  answering(visitors, calls.create, ({ visitor: { person }, body }) => keeping.open(person, body)),
  answering(visitors, calls.change, ({ visitor: { person }, params: { shopId }, body: { version, ...details } }) =>
    keeping.change(person, shopId, details, version),
  ),
  answering(visitors, calls.get, ({ params: { shopId } }) => shops.get(shopId)),
  answering(visitors, calls.setHours, ({ params: { shopId }, body: { periods, version } }) => shops.setHours(shopId, periods, version)),
  answering(visitors, calls.pause, ({ params: { shopId }, body: { until, reason, version } }) => shops.pause(shopId, until, reason, version)),
  answering(visitors, calls.resume, ({ params: { shopId }, body: { version } }) => shops.resume(shopId, version)),
  answering(visitors, calls.today, ({ params: { shopId }, query: { day } }) => shops.today(shopId, day, clock.now())),
];
