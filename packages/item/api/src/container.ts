import { type Ask, asking, type Operations, operations } from '@noren/engine-kit';
import { protoRoot, topics } from '@noren/item-contract';
import { type ItemQueries, itemQueries } from '@noren/item-store';
import { type GrpcApi, type Host, providing, type Served, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { type ItemCalls, itemCalls } from './application/index.ts';
import { itemService } from './interface/item-service.ts';

const Parts = {
  host: token<Host>('Host'),
  /** For batch statements: claims and outcomes. */
  log: token<pg.Pool>('LogDatabase'),
  db: token<pg.Pool>('QueryDatabase'),
  ask: token<Ask>('Ask'),
  queries: token<ItemQueries>('ItemQueries'),
  operations: token<Operations>('Operations'),
  calls: token<ItemCalls>('ItemCalls'),
  service: token<Served>('ItemService'),
  api: token<GrpcApi>('GrpcApi'),
};

/** How Item's API is put together, from the database out to the network. */
const itemApi = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.log, (host) => host.database('item', 'engine'), [Parts.host]);
  provide(Parts.db, (host) => host.database('item', 'query'), [Parts.host]);
  provide(Parts.ask, (host, db) => asking({ db, outbox: host.outbox, clock: host.clock, commandsTopic: topics.commands.name }), [Parts.host, Parts.log]);
  provide(Parts.queries, itemQueries, [Parts.db]);
  provide(Parts.calls, itemCalls, [Parts.ask, Parts.queries]);
  provide(Parts.operations, (host, db) => operations(db, host.log, topics.outcomes.name), [Parts.host, Parts.log]);
  provide(Parts.service, itemService, [Parts.calls, Parts.operations]);
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
  container.load(itemApi);
  return container.getAsync(Parts.api);
}
