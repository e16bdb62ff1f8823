import { type Ask, asking, type Operations, operations } from '@noren/engine-kit';
import { protoRoot, topics } from '@noren/order-contract';
import { type OrderQueries, orderQueries } from '@noren/order-store';
import { type GrpcApi, type Host, providing, type Served, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { type OrderCalls, orderCalls } from './application/index.ts';
import { orderService } from './interface/order-service.ts';

const Parts = {
  host: token<Host>('Host'),
  /** For batch statements: claims and outcomes. */
  log: token<pg.Pool>('LogDatabase'),
  db: token<pg.Pool>('QueryDatabase'),
  ask: token<Ask>('Ask'),
  queries: token<OrderQueries>('OrderQueries'),
  operations: token<Operations>('Operations'),
  calls: token<OrderCalls>('OrderCalls'),
  service: token<Served>('OrderService'),
  api: token<GrpcApi>('GrpcApi'),
};

/** How Order's API is put together, from the database out to the network. */
const orderApi = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.log, (host) => host.database('order', 'engine'), [Parts.host]);
  provide(Parts.db, (host) => host.database('order', 'query'), [Parts.host]);
  provide(Parts.ask, (host, db) => asking({ db, outbox: host.outbox, clock: host.clock, commandsTopic: topics.commands.name }), [Parts.host, Parts.log]);
  provide(Parts.queries, orderQueries, [Parts.db]);
  provide(Parts.operations, (host, db) => operations(db, host.log, topics.outcomes.name), [Parts.host, Parts.log]);
  provide(Parts.calls, (ask, queries, log) => orderCalls(ask, queries, log), [Parts.ask, Parts.queries, Parts.log]);
  provide(Parts.service, (host, calls, operations, log) => orderService(calls, operations, log, host), [Parts.host, Parts.calls, Parts.operations, Parts.log]);
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
  container.load(orderApi);
  return container.getAsync(Parts.api);
}
