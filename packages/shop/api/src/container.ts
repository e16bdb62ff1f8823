import { type Ask, asking, type Operations, operations } from '@noren/engine-kit';
import { type GrpcApi, type Host, providing, type Served, token } from '@noren/service-kit';
import { protoRoot, topics } from '@noren/shop-contract';
import { type ShopQueries, shopQueries } from '@noren/shop-store';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import type { Claims } from './application/claims.ts';
import { type ShopCalls, shopCalls } from './application/index.ts';
import { storedClaims } from './infrastructure/claims.ts';
import { shopService } from './interface/shop-service.ts';

const Parts = {
  host: token<Host>('Host'),
  /** For batch statements: claims and outcomes. */
  log: token<pg.Pool>('LogDatabase'),
  db: token<pg.Pool>('QueryDatabase'),
  ask: token<Ask>('Ask'),
  queries: token<ShopQueries>('ShopQueries'),
  claims: token<Claims>('Claims'),
  operations: token<Operations>('Operations'),
  calls: token<ShopCalls>('ShopCalls'),
  service: token<Served>('ShopService'),
  api: token<GrpcApi>('GrpcApi'),
};

/** How Shop's API is put together, from the database out to the network. */
const shopApi = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.log, (host) => host.database('shop', 'engine'), [Parts.host]);
  provide(Parts.db, (host) => host.database('shop', 'query'), [Parts.host]);
  provide(Parts.ask, (host, db) => asking({ db, outbox: host.outbox, clock: host.clock, commandsTopic: topics.commands.name }), [Parts.host, Parts.log]);
  provide(Parts.queries, shopQueries, [Parts.db]);
  provide(Parts.claims, (db) => storedClaims(db), [Parts.log]);
  provide(Parts.calls, (ask, queries, claims, host) => shopCalls({ ask, queries, claims, clock: host.clock }), [
    Parts.ask,
    Parts.queries,
    Parts.claims,
    Parts.host,
  ]);
  provide(Parts.operations, (host, db) => operations(db, host.log, topics.outcomes.name), [Parts.host, Parts.log]);
  provide(Parts.service, shopService, [Parts.calls, Parts.operations]);
  provide(
    Parts.api,
    (host, log, db, operations, service) => ({
      host,
      pools: [log, db] as const,
      services: [service],
      protoRoots: [protoRoot],
      close: () => operations.close(),
    }),
    [Parts.host, Parts.log, Parts.db, Parts.operations, Parts.service],
  );
});

export function compose(host: Host): Promise<GrpcApi> {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.load(shopApi);
  return container.getAsync(Parts.api);
}
