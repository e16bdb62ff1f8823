import { type Ask, asking, type Operations, operations } from '@noren/engine-kit';
import { protoRoot, topics } from '@noren/inventory-contract';
import { type StockQueries, stockQueries } from '@noren/inventory-store';
import { type GrpcApi, type Host, providing, type Served, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { type InventoryCalls, inventoryCalls } from './application/index.ts';
import { inventoryService } from './interface/inventory-service.ts';

const Parts = {
  host: token<Host>('Host'),
  /** For batch statements: claims and outcomes. */
  log: token<pg.Pool>('LogDatabase'),
  db: token<pg.Pool>('QueryDatabase'),
  ask: token<Ask>('Ask'),
  queries: token<StockQueries>('StockQueries'),
  operations: token<Operations>('Operations'),
  calls: token<InventoryCalls>('InventoryCalls'),
  service: token<Served>('InventoryService'),
  api: token<GrpcApi>('GrpcApi'),
};

/** How Inventory's API is put together, from the database out to the network. */
const inventoryApi = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.log, (host) => host.database('inventory', 'engine'), [Parts.host]);
  provide(Parts.db, (host) => host.database('inventory', 'query'), [Parts.host]);
  provide(Parts.ask, (host, db) => asking({ db, outbox: host.outbox, clock: host.clock, commandsTopic: topics.commands.name }), [Parts.host, Parts.log]);
  provide(Parts.queries, stockQueries, [Parts.db]);
  provide(Parts.operations, (host, db) => operations(db, host.log, topics.outcomes.name), [Parts.host, Parts.log]);
  provide(Parts.calls, inventoryCalls, [Parts.ask, Parts.queries]);
  provide(Parts.service, (host, calls, operations) => inventoryService(calls, operations, host), [Parts.host, Parts.calls, Parts.operations]);
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
  container.load(inventoryApi);
  return container.getAsync(Parts.api);
}
