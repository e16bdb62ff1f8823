import type { EngineMetrics } from '@noren/engine-kit';
import type { Subscriber } from '@noren/log';
import { type SystemStore, systemStore } from '@noren/merchant-link-store';
import { type Authenticate, type Host, providing, type Route, type Served, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { systems } from './application/systems.ts';
import { contexts } from './infrastructure/contexts.ts';
import { itemRoutes } from './interface/item-routes.ts';
import { keyService } from './interface/key-service.ts';
import { operationRoutes } from './interface/operation-routes.ts';
import { orderRoutes } from './interface/order-routes.ts';
import { stockRoutes } from './interface/stock-routes.ts';
import { shopOwners } from './interface/subscriptions.ts';

/** Merchant Link, put together: what its module starts and stops. */
type MerchantLink = Readonly<{
  pools: readonly pg.Pool[];
  contexts: ReturnType<typeof contexts>;
  authenticate: Authenticate;
  routes: readonly Route[];
  keys: Served;
  shops: Subscriber;
}>;

const Parts = {
  host: token<Host>('Host'),
  watch: token<EngineMetrics>('EngineMetrics'),
  batches: token<pg.Pool>('BatchDatabase'),
  db: token<pg.Pool>('QueryDatabase'),
  /** Who asks: the question of every request, plans pinned. */
  asked: token<pg.Pool>('KeyDatabase'),
  store: token<SystemStore>('SystemStore'),
  contexts: token<ReturnType<typeof contexts>>('Contexts'),
  authenticate: token<Authenticate>('Authenticate'),
  routes: token<readonly Route[]>('Routes'),
  keys: token<Served>('KeyService'),
  shops: token<Subscriber>('ShopOwners'),
  whole: token<MerchantLink>('MerchantLink'),
};

const merchantLink = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.batches, (host) => host.database('merchant_link', 'engine', 2), [Parts.host]);
  provide(Parts.db, (host) => host.database('merchant_link', 'query', 4), [Parts.host]);
  provide(Parts.asked, (host) => host.database('merchant_link', 'engine', 2), [Parts.host]);
  provide(Parts.store, systemStore, [Parts.db, Parts.asked]);
  provide(Parts.contexts, contexts, [Parts.host]);
  provide(Parts.authenticate, (store, host) => systems(store, host.clock), [Parts.store, Parts.host]);
  provide(Parts.routes, (of) => [...itemRoutes(of), ...stockRoutes(of), ...orderRoutes(of), ...operationRoutes(of)], [Parts.contexts]);
  provide(Parts.keys, (store, host) => keyService(store, host.clock), [Parts.store, Parts.host]);
  provide(Parts.shops, (db, { outbox }, watch) => shopOwners.subscriber({ db, outbox, watch }), [Parts.batches, Parts.host, Parts.watch]);
  provide(
    Parts.whole,
    (batches, db, asked, of, authenticate, routes, keys, shops) => ({ pools: [db, batches, asked], contexts: of, authenticate, routes, keys, shops }),
    [Parts.batches, Parts.db, Parts.asked, Parts.contexts, Parts.authenticate, Parts.routes, Parts.keys, Parts.shops],
  );
});

export function compose(host: Host, watch: EngineMetrics): MerchantLink {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.bind(Parts.watch).toConstantValue(watch);
  container.load(merchantLink);
  return container.get(Parts.whole);
}
