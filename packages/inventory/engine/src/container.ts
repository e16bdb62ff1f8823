import { engineSubscriber, type Rulebook, type Watch, type Workers } from '@noren/engine-kit';
import { topics } from '@noren/inventory-contract';
import { ledgerTable } from '@noren/inventory-store';
import type { Subscriber } from '@noren/log';
import { type Host, providing, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { inventoryEffects } from './application/effects.ts';
import { inventoryRules } from './application/rules.ts';
import type { InventoryCommand, InventoryEvent, InventoryRecords } from './domain/stock.ts';
import { tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';

const Parts = {
  host: token<Host>('Host'),
  watch: token<Watch>('Watch'),
  db: token<pg.Pool>('Database'),
  rulebook: token<Rulebook<InventoryRecords, InventoryCommand, InventoryEvent>>('Rulebook'),
  engine: token<Subscriber>('Engine'),
  workers: token<Workers>('Workers'),
};

/** How Inventory's engine is put together: its rules, its tables, its place in the log. */
const inventoryEngine = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.db, (host) => host.database('inventory', 'engine'), [Parts.host]);
  provide(
    Parts.rulebook,
    () => ({
      context: 'inventory',
      decider: inventoryRules,
      effects: inventoryEffects,
      tables,
      projected: [],
      book: ledgerTable,
      commands: commandCodec,
      events: eventCodec,
      keyOf: ({ shopId }) => shopId,
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
  provide(Parts.workers, (db, engine) => ({ context: 'inventory', commandsTopic: topics.commands.name, db, subscribers: [engine] }), [Parts.db, Parts.engine]);
});

export function compose(host: Host, watch: Watch): Workers {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.bind(Parts.watch).toConstantValue(watch);
  container.load(inventoryEngine);
  return container.get(Parts.workers);
}
