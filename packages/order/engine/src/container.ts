import { catchUp, engineSubscriber, type Rulebook, type Watch, type Workers } from '@noren/engine-kit';
import type { Subscriber } from '@noren/log';
import { topics } from '@noren/order-contract';
import { historyBook } from '@noren/order-store';
import { type Host, providing, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { orderEffects } from './application/effects.ts';
import { orderRules } from './application/rules.ts';
import type { OrderCommand, OrderEvent, OrderRecords } from './domain/order.ts';
import { projected, tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';
import { ARTICLES, SHOPS, subscriptions } from './interface/subscriptions.ts';

const Parts = {
  host: token<Host>('Host'),
  watch: token<Watch>('Watch'),
  db: token<pg.Pool>('Database'),
  rulebook: token<Rulebook<OrderRecords, OrderCommand, OrderEvent>>('Rulebook'),
  engine: token<Subscriber>('Engine'),
  subscriptions: token<readonly Subscriber[]>('Subscriptions'),
  workers: token<Workers>('Workers'),
};

/** How Order's engine is put together: its rules, its tables, its place in the log, and what it reacts to. */
const orderEngine = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.db, (host) => host.database('order', 'engine', 8), [Parts.host]);
  provide(
    Parts.rulebook,
    () => ({
      context: 'order',
      decider: orderRules,
      effects: orderEffects,
      tables,
      projected,
      book: historyBook,
      commands: commandCodec,
      events: eventCodec,
      keyOf: ({ orderId }) => orderId,
      topics,
    }),
    [],
  );
  provide(
    Parts.engine,
    (rulebook, host, db, watch) =>
      engineSubscriber({
        rulebook,
        db,
        outbox: host.outbox,
        projections: [catchUp(db, ARTICLES.name, ARTICLES.topics), catchUp(db, SHOPS.name, SHOPS.topics)],
        watch,
      }),
    [Parts.rulebook, Parts.host, Parts.db, Parts.watch],
  );
  provide(Parts.subscriptions, (db, host, watch) => subscriptions(db, tables, host.outbox, watch), [Parts.db, Parts.host, Parts.watch]);
  provide(Parts.workers, (db, engine, others) => ({ context: 'order', commandsTopic: topics.commands.name, db, subscribers: [engine, ...others] }), [
    Parts.db,
    Parts.engine,
    Parts.subscriptions,
  ]);
});

export function compose(host: Host, watch: Watch): Workers {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.bind(Parts.watch).toConstantValue(watch);
  container.load(orderEngine);
  return container.get(Parts.workers);
}
