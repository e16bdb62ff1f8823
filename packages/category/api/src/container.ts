import { protoRoot, topics } from '@noren/category-contract';
import { type CategoryQueries, categoryQueries } from '@noren/category-store';
import { type Ask, asking, type Operations, operations } from '@noren/engine-kit';
import { type GrpcApi, type Host, providing, type Served, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { type CategoryCalls, categoryCalls } from './application/index.ts';
import { categoryService } from './interface/category-service.ts';

const Parts = {
  host: token<Host>('Host'),
  /** For batch statements: claims and outcomes. */
  log: token<pg.Pool>('LogDatabase'),
  db: token<pg.Pool>('QueryDatabase'),
  ask: token<Ask>('Ask'),
  queries: token<CategoryQueries>('CategoryQueries'),
  operations: token<Operations>('Operations'),
  calls: token<CategoryCalls>('CategoryCalls'),
  service: token<Served>('CategoryService'),
  api: token<GrpcApi>('GrpcApi'),
};

/** How Category's API is put together, from the database out to the network. */
const categoryApi = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.log, (host) => host.database('category', 'engine'), [Parts.host]);
  provide(Parts.db, (host) => host.database('category', 'query'), [Parts.host]);
  provide(Parts.ask, (host, db) => asking({ db, outbox: host.outbox, clock: host.clock, commandsTopic: topics.commands.name }), [Parts.host, Parts.log]);
  provide(Parts.queries, categoryQueries, [Parts.db]);
  provide(Parts.calls, categoryCalls, [Parts.ask, Parts.queries]);
  provide(Parts.operations, (host, db) => operations(db, host.log, topics.outcomes.name), [Parts.host, Parts.log]);
  provide(Parts.service, categoryService, [Parts.calls, Parts.operations]);
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
  container.load(categoryApi);
  return container.getAsync(Parts.api);
}
