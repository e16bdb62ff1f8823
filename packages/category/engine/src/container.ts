import { topics } from '@noren/category-contract';
import { engineSubscriber, type Rulebook, type Watch, type Workers } from '@noren/engine-kit';
import type { Subscriber } from '@noren/log';
import { type Host, providing, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { categoryEffects } from './application/effects.ts';
import { categoryRules } from './application/rules.ts';
import type { CategoryCommand, CategoryEvent, CategoryRecords } from './domain/category.ts';
import { tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';

const Parts = {
  host: token<Host>('Host'),
  watch: token<Watch>('Watch'),
  db: token<pg.Pool>('Database'),
  rulebook: token<Rulebook<CategoryRecords, CategoryCommand, CategoryEvent>>('Rulebook'),
  engine: token<Subscriber>('Engine'),
  workers: token<Workers>('Workers'),
};

/** How Category's engine is put together: its rules, its tables, its place in the log. */
const categoryEngine = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.db, (host) => host.database('category', 'engine'), [Parts.host]);
  provide(
    Parts.rulebook,
    () => ({
      context: 'category',
      decider: categoryRules,
      effects: categoryEffects,
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
  provide(Parts.workers, (db, engine) => ({ context: 'category', commandsTopic: topics.commands.name, db, subscribers: [engine] }), [Parts.db, Parts.engine]);
});

export function compose(host: Host, watch: Watch): Workers {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.bind(Parts.watch).toConstantValue(watch);
  container.load(categoryEngine);
  return container.get(Parts.workers);
}
