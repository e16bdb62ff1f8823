import { engineMetrics, type OutcomeWaiter, type EngineMetrics } from '@noren/engine-kit';
import { descriptors } from '@noren/link-contract';
import {
  type CatalogueQueries,
  catalogueQueries,
  type ConnectionStore,
  connectionStore,
  type GrantStore,
  grantStore,
  type KeyStore,
  keyStore,
  type PlatformStore,
  platformStore,
  type ShopQueries,
  shopQueries,
} from '@noren/link-store';
import type { Subscriber } from '@noren/log';
import { calls, type records, topics as orderTopics } from '@noren/order-contract';
import { type Authenticate, type GrpcClient, grpcClient, type Host, type Identity, providing, type Route, type Served, token } from '@noren/service-kit';
import type { Position } from '@noren/wire';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { type Catalogue, catalogue } from './application/catalogue.ts';
import { changeOrder } from './application/change-order.ts';
import { getOperation } from './application/get-operation.ts';
import { orderable } from './application/orderable.ts';
import type { Orders } from './application/orders.ts';
import { placeOrder } from './application/place-order.ts';
import { type Connections, connections } from './application/connections.ts';
import { type Grants, grants } from './application/grants.ts';
import { type PlatformIdentities, platformIdentities } from './application/platform-identities.ts';
import { type PlatformKeys, platformKeys } from './application/platform-keys.ts';
import { type Platforms, platforms } from './application/platforms.ts';
import { type Shops, shops } from './application/shops.ts';
import { heard, projectedPositions, told, waitForAll } from './infrastructure/projected-positions.ts';
import { orderOutcomes, type OrderRequest, ordersClient } from './infrastructure/orders-client.ts';
import { tables } from './infrastructure/tables.ts';
import { catalogueService } from './interface/grpc/catalogue-service.ts';
import { keyService } from './interface/grpc/key-service.ts';
import { platformService } from './interface/grpc/platform-service.ts';
import { authenticating } from './interface/http/authenticating.ts';
import { catalogueRoutes } from './interface/http/catalogue-routes.ts';
import { connectionRoutes } from './interface/http/connection-routes.ts';
import { type Reached, reachedBy } from './interface/http/wait-for-position.ts';
import { orderRoutes } from './interface/http/order-routes.ts';
import { shopRoutes } from './interface/http/shop-routes.ts';
import { readModels as readModelsIn } from './interface/subscriptions.ts';

type OrderApi = GrpcClient<calls.OrderServiceService>;

/** What Link runs, and what it closes. */
export type Core = Readonly<{
  subscribers: readonly Subscriber[];
  routes: readonly Route[];
  authenticate: Authenticate;
  services: readonly Served[];
  descriptors: readonly URL[];
  db: pg.Pool;
  close(): Promise<void>;
}>;

const self: Identity = { subject: 'service:link-core', merchants: '*', roles: ['service'] };
/** Orders of 1,000 lines come several at a time. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

const Parts = {
  host: token<Host>('Host'),
  watch: token<EngineMetrics>('EngineMetrics'),
  /** What the projections write by. */
  writes: token<pg.Pool>('ProjectionDatabase'),
  /** For pages, positions and who asks: plans pinned, as the tables grow from nothing. */
  pages: token<pg.Pool>('PageDatabase'),
  /** For whatever Prisma asks. */
  db: token<pg.Pool>('QueryDatabase'),
  catalogueQueries: token<CatalogueQueries>('CatalogueQueries'),
  shopQueries: token<ShopQueries>('ShopQueries'),
  keyStore: token<KeyStore>('KeyStore'),
  platformStore: token<PlatformStore>('PlatformStore'),
  grantStore: token<GrantStore>('GrantStore'),
  connectionStore: token<ConnectionStore>('ConnectionStore'),
  orderApi: token<OrderApi>('OrderApi'),
  waiter: token<OutcomeWaiter>('OutcomeWaiter'),
  projectedPositions: token<() => Promise<readonly Position[]>>('ProjectedPositions'),
  reached: token<Reached>('Reached'),
  orders: token<Orders<records.Order, OrderRequest>>('Orders'),
  shops: token<Shops>('Shops'),
  catalogue: token<Catalogue>('Catalogue'),
  identities: token<PlatformIdentities>('PlatformIdentities'),
  keys: token<PlatformKeys>('PlatformKeys'),
  platforms: token<Platforms>('Platforms'),
  grants: token<Grants>('Grants'),
  connections: token<Connections>('Connections'),
  subscribers: token<readonly Subscriber[]>('Subscribers'),
  routes: token<readonly Route[]>('Routes'),
  services: token<readonly Served[]>('Services'),
  core: token<Core>('Core'),
};

const { shops: shopModel, articles, shelves, stock } = readModelsIn(tables);
/** What Link keeps of others' events: what it follows, and what can be made anew. */
export const readModels = [shopModel, articles, shelves, stock] as const;
/** What is told of orders is not kept here: it is asked of Order. */
const asked = [orderTopics.events.name];
const followed = [...readModels.flatMap(({ topics }) => topics), ...asked];

/** What Link keeps, and how it is read. */
const store = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.watch, (host) => engineMetrics(host), [Parts.host]);
  provide(Parts.writes, (host) => host.database('link', 'engine'), [Parts.host]);
  provide(Parts.pages, (host) => host.database('link', 'engine'), [Parts.host]);
  provide(Parts.db, (host) => host.database('link', 'query', 4), [Parts.host]);
  provide(Parts.catalogueQueries, (db) => catalogueQueries(db), [Parts.pages]);
  provide(Parts.shopQueries, shopQueries, [Parts.db]);
  provide(Parts.keyStore, keyStore, [Parts.db, Parts.pages]);
  provide(Parts.platformStore, platformStore, [Parts.db, Parts.pages]);
  provide(Parts.grantStore, grantStore, [Parts.db]);
  provide(Parts.connectionStore, connectionStore, [Parts.db]);
  provide(Parts.identities, (platforms, grants) => platformIdentities(platforms, grants), [Parts.platformStore, Parts.grantStore]);
  provide(Parts.projectedPositions, (db) => projectedPositions(db, [shopModel, articles]), [Parts.pages]);
  provide(Parts.reached, (db, { log }) => reachedBy(waitForAll([...readModels.map((model) => heard(db, model)), told(log, asked)]), followed), [
    Parts.pages,
    Parts.host,
  ]);
  provide(Parts.subscribers, (db, { outbox }, watch) => readModels.map((model) => model.subscriber({ db, outbox, watch })), [
    Parts.writes,
    Parts.host,
    Parts.watch,
  ]);
});

/** What Link asks of Order. */
const ordering = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(
    Parts.orderApi,
    (host) =>
      grpcClient(calls.OrderServiceClient, host.address('order-api'), {
        identities: host.identities,
        transport: host.transport,
        self,
        metrics: host.metrics,
        maxMessageBytes: MAX_MESSAGE_BYTES,
      }),
    [Parts.host],
  );
  provide(Parts.waiter, (host, api) => orderOutcomes(host.log, api), [Parts.host, Parts.orderApi]);
  provide(Parts.orders, (api, { identities }, seen, waiter, { ordering }) => ordersClient({ api, identities, self, seen, waiter, ordering }), [
    Parts.orderApi,
    Parts.host,
    Parts.projectedPositions,
    Parts.waiter,
    Parts.identities,
  ]);
});

/** What platforms ask of Link. */
const edge = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.shops, shops, [Parts.shopQueries]);
  provide(Parts.catalogue, (queries) => catalogue(queries), [Parts.catalogueQueries]);
  provide(Parts.keys, (keys, identities, { clock }) => platformKeys(keys, identities, clock), [Parts.keyStore, Parts.identities, Parts.host]);
  provide(Parts.platforms, (store, grants, { clock }) => platforms(store, grants, clock), [Parts.platformStore, Parts.grantStore, Parts.host]);
  provide(Parts.grants, (store, shops, { clock }) => grants(store, shops, clock), [Parts.grantStore, Parts.shopQueries, Parts.host]);
  provide(Parts.connections, (store, { clock }) => connections(store, clock), [Parts.connectionStore, Parts.host]);
  provide(
    Parts.routes,
    (shown, pages, queries, orders, reached, platforms, connections, { clock }) => [
      ...shopRoutes(shown, reached),
      ...catalogueRoutes({ shops: shown, catalogue: pages, orderable: orderable(shown, queries), reached, clock }),
      ...orderRoutes({ orders, place: placeOrder(shown, orders), change: changeOrder(orders), operation: getOperation(orders), reached }),
      ...connectionRoutes(platforms, connections),
    ],
    [Parts.shops, Parts.catalogue, Parts.catalogueQueries, Parts.orders, Parts.reached, Parts.platforms, Parts.connections, Parts.host],
  );
  provide(
    Parts.services,
    (platforms, platformKeys, grants, connections, shown, queries, identities) => [
      keyService(platforms, platformKeys),
      platformService({ platforms, platformKeys, grants, connections }),
      catalogueService(shown, queries, identities),
    ],
    [Parts.platforms, Parts.keys, Parts.grants, Parts.connections, Parts.shops, Parts.catalogueQueries, Parts.identities],
  );
  provide(
    Parts.core,
    (subscribers, routes, keys, services, waiter, api, ...pools) => ({
      subscribers,
      routes,
      authenticate: authenticating(keys),
      services,
      descriptors: [descriptors],
      db: pools[0],
      async close() {
        await waiter.close();
        api.close();
        await Promise.all(pools.map((pool) => pool.end()));
      },
    }),
    [Parts.subscribers, Parts.routes, Parts.keys, Parts.services, Parts.waiter, Parts.orderApi, Parts.writes, Parts.pages, Parts.db],
  );
});

export function compose(host: Host): Promise<Core> {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.load(store, ordering, edge);
  return container.getAsync(Parts.core);
}
