import { engineSubscriber, type Rulebook, type Watch, type Workers } from '@noren/engine-kit';
import type { Subscriber } from '@noren/log';
import { type Host, providing, token } from '@noren/service-kit';
import { topics } from '@noren/shop-contract';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { shopEffects } from './application/effects.ts';
import { shopRules } from './application/rules.ts';
import type { ShopCommand, ShopEvent, ShopRecords } from './domain/shop.ts';
import { tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';

const Parts = {
  host: token<Host>('Host'),
  watch: token<Watch>('Watch'),
  db: token<pg.Pool>('Database'),
  rulebook: token<Rulebook<ShopRecords, ShopCommand, ShopEvent>>('Rulebook'),
  engine: token<Subscriber>('Engine'),
  workers: token<Workers>('Workers'),
};

/** How Shop's engine is put together: its rules, its tables, its place in the log. */
const shopEngine = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.db, (host) => host.database('shop', 'engine'), [Parts.host]);
  provide(
    Parts.rulebook,
    () => ({
      context: 'shop',
      decider: shopRules,
      effects: shopEffects,
      tables,
      projected: [],
      commands: commandCodec,
      events: eventCodec,
      keyOf: (command) => (command.type === 'RegisterMerchant' ? command.merchantId : command.shopId),
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
  provide(Parts.workers, (db, engine) => ({ context: 'shop', commandsTopic: topics.commands.name, db, subscribers: [engine] }), [Parts.db, Parts.engine]);
});

export function compose(host: Host, watch: Watch): Workers {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.bind(Parts.watch).toConstantValue(watch);
  container.load(shopEngine);
  return container.get(Parts.workers);
}
