import { type ConsoleStore, consoleStore } from '@noren/bff-store';
import type { EngineMetrics } from '@noren/engine-kit';
import { newId } from '@noren/kernel';
import type { Subscriber } from '@noren/log';
import { type Host, providing, type Route, type Served, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { imports, type Imports } from './application/imports.ts';
import { type ShopKeeping, shopKeeping } from './application/shop-keeping.ts';
import { type Invitations, invitations } from './application/invitations.ts';
import { once } from './application/once.ts';
import type { ImportRow, Passwords } from './application/ports.ts';
import { loggingIn, type LoggingIn } from './application/sessions.ts';
import { staff } from './application/staff.ts';
import { admission } from './application/take-on.ts';
import { catalogue } from './infrastructure/catalogue.ts';
import { categories } from './infrastructure/categories.ts';
import { isCommon } from './infrastructure/common-passwords.ts';
import { contexts, type Contexts } from './infrastructure/contexts.ts';
import { files } from './infrastructure/files.ts';
import { importTarget } from './infrastructure/import-target.ts';
import { keys } from './infrastructure/keys.ts';
import { orders } from './infrastructure/orders.ts';
import { platforms } from './infrastructure/platforms.ts';
import { passwords } from './infrastructure/passwords.ts';
import { secrets } from './infrastructure/secrets.ts';
import { shops } from './infrastructure/shops.ts';
import { stock } from './infrastructure/stock.ts';
import { catalogueRoutes } from './interface/http/catalogue-routes.ts';
import { importRoutes } from './interface/http/import-routes.ts';
import { orderRoutes } from './interface/http/order-routes.ts';
import { ownerRoutes } from './interface/http/owner-routes.ts';
import { sessionRoutes } from './interface/http/session-routes.ts';
import { shopRoutes } from './interface/http/shop-routes.ts';
import { stockRoutes } from './interface/http/stock-routes.ts';
import { type Visitors, visitors } from './interface/http/visitors.ts';
import { peopleService } from './interface/people-service.ts';
import { knownShops } from './interface/subscriptions.ts';

/** The console's server, put together: what its module starts and stops. */
export type Console = Readonly<{
  pools: readonly pg.Pool[];
  store: ConsoleStore<ImportRow>;
  contexts: Contexts;
  visitors: Visitors;
  sessions: LoggingIn;
  imports: Imports;
  routes: readonly Route[];
  people: Served;
  shops: Subscriber;
}>;

/** Ends at once when the server stops. */
type Pause = (ms: number) => Promise<void>;

const Parts = {
  host: token<Host>('Host'),
  watch: token<EngineMetrics>('EngineMetrics'),
  pause: token<Pause>('Pause'),
  batches: token<pg.Pool>('BatchDatabase'),
  db: token<pg.Pool>('QueryDatabase'),
  store: token<ConsoleStore<ImportRow>>('ConsoleStore'),
  contexts: token<Contexts>('Contexts'),
  passwords: token<Passwords>('Passwords'),
  invitations: token<Invitations>('Invitations'),
  sessions: token<LoggingIn>('LoggingIn'),
  visitors: token<Visitors>('Visitors'),
  imports: token<Imports>('Imports'),
  shopKeeping: token<ShopKeeping>('ShopKeeping'),
  routes: token<readonly Route[]>('Routes'),
  people: token<Served>('PeopleService'),
  shops: token<Subscriber>('KnownShops'),
  whole: token<Console>('Console'),
};

const consoleServer = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.batches, (host) => host.database('bff', 'engine', 2), [Parts.host]);
  provide(Parts.db, (host) => host.database('bff', 'query', 6), [Parts.host]);
  provide(Parts.store, (db) => consoleStore<ImportRow>(db), [Parts.db]);
  provide(Parts.contexts, contexts, [Parts.host]);
  provide(Parts.passwords, passwords, []);
  provide(Parts.invitations, (store, of, { clock }) => invitations({ store, passwords: of, secrets, isCommon, clock }), [
    Parts.store,
    Parts.passwords,
    Parts.host,
  ]);
  provide(Parts.sessions, (store, of, links, { clock }) => loggingIn({ store, passwords: of, secrets, isCommon, invitations: links, clock }), [
    Parts.store,
    Parts.passwords,
    Parts.invitations,
    Parts.host,
  ]);
  provide(Parts.visitors, (sessions, host) => visitors(sessions, secrets, { secure: !host.development }), [Parts.sessions, Parts.host]);
  provide(
    Parts.imports,
    (store, of, host, pause) =>
      imports({ store, files, target: importTarget(of), clock: host.clock, newId, pause, warn: (error, what) => host.logger.warn({ err: error }, what) }),
    [Parts.store, Parts.contexts, Parts.host, Parts.pause],
  );
  provide(Parts.shopKeeping, (of, store, pause) => shopKeeping({ shops: shops(of), store, pause }), [Parts.contexts, Parts.store, Parts.pause]);
  provide(Parts.routes, allRoutes, [
    Parts.store,
    Parts.contexts,
    Parts.invitations,
    Parts.sessions,
    Parts.visitors,
    Parts.imports,
    Parts.shopKeeping,
    Parts.host,
  ]);
  provide(Parts.people, (store, links, of, keeping) => peopleService(admission({ store, invitations: links, passwords: of, isCommon, newId }), keeping), [
    Parts.store,
    Parts.invitations,
    Parts.passwords,
    Parts.shopKeeping,
  ]);
  provide(Parts.shops, (db, { outbox }, watch) => knownShops.subscriber({ db, outbox, watch }), [Parts.batches, Parts.host, Parts.watch]);
  provide(
    Parts.whole,
    (batches, db, store, of, who, sessions, files, routes, people, known): Console => ({
      ...{ pools: [db, batches], store, contexts: of, visitors: who, sessions, imports: files, routes, people, shops: known },
    }),
    [
      ...([
        Parts.batches,
        Parts.db,
        Parts.store,
        Parts.contexts,
        Parts.visitors,
        Parts.sessions,
        Parts.imports,
        Parts.routes,
        Parts.people,
        Parts.shops,
      ] as const),
    ],
  );
});

function allRoutes(
  store: ConsoleStore<ImportRow>,
  of: Contexts,
  links: Invitations,
  sessions: LoggingIn,
  who: Visitors,
  files: Imports,
  keeping: ShopKeeping,
  { clock }: Host,
): readonly Route[] {
  const namesOf = store.people.namesOf;
  return [
    ...sessionRoutes({ sessions, invitations: links, visitors: who, store }),
    ...orderRoutes(who, orders(of, namesOf), clock),
    ...catalogueRoutes(who, catalogue(of), categories(of)),
    ...importRoutes(who, files),
    ...stockRoutes(who, stock(of, namesOf)),
    ...shopRoutes(who, shops(of), keeping, clock),
    ...ownerRoutes({
      visitors: who,
      keys: keys(of),
      platforms: platforms(of),
      staff: staff({ store, invitations: links, newId }),
      once: once(store.doneWrites, secrets, clock),
      store,
    }),
  ];
}

export function compose(host: Host, watch: EngineMetrics, pause: Pause): Console {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.bind(Parts.watch).toConstantValue(watch);
  container.bind(Parts.pause).toConstantValue(pause);
  container.load(consoleServer);
  return container.get(Parts.whole);
}
