import { engineSubscriber, type Rulebook, type Watch, type Workers } from '@noren/engine-kit';
import { topics } from '@noren/item-contract';
import type { Subscriber } from '@noren/log';
import { type Host, providing, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { itemEffects } from './application/effects.ts';
import { itemRules } from './application/rules.ts';
import type { ItemCommand, ItemEvent, ItemRecords } from './domain/item.ts';
import { filingTables, tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';
import { subscriptions } from './interface/subscriptions.ts';

const Parts = {
  host: token<Host>('Host'),
  watch: token<Watch>('Watch'),
  db: token<pg.Pool>('Database'),
  rulebook: token<Rulebook<ItemRecords, ItemCommand, ItemEvent>>('Rulebook'),
  engine: token<Subscriber>('Engine'),
  subscriptions: token<readonly Subscriber[]>('Subscriptions'),
  workers: token<Workers>('Workers'),
};

/** How Item's engine is put together: its rules, its tables, its place in the log. */
const itemEngine = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.db, (host) => host.database('item', 'engine'), [Parts.host]);
  provide(
    Parts.rulebook,
    () => ({
      context: 'item',
      decider: itemRules,
      effects: itemEffects,
      tables,
      projected: [],
      commands: commandCodec,
      events: eventCodec,
      keyOf: ({ merchantId }) => merchantId,
      topics,
    }),
    [],
  );
  provide(Parts.engine, (rulebook, host, db, watch) => engineSubscriber({ rulebook, db, outbox: host.outbox, watch }), [
    Parts.rulebook,
    Parts.host,
    Parts.db,
    Parts.watch,
  ]);
  provide(Parts.subscriptions, (db, host, watch) => subscriptions(db, filingTables, host.outbox, watch), [Parts.db, Parts.host, Parts.watch]);
  provide(Parts.workers, (db, engine, others) => ({ context: 'item', commandsTopic: topics.commands.name, db, subscribers: [engine, ...others] }), [
    Parts.db,
    Parts.engine,
    Parts.subscriptions,
  ]);
});

export function compose(host: Host, watch: Watch): Workers {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.bind(Parts.watch).toConstantValue(watch);
  container.load(itemEngine);
  return container.get(Parts.workers);
}
