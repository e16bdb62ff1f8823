import { type AdminStore, adminStore } from '@noren/admin-store';
import { type Authenticating, type Host, limits, providing, type Served, token } from '@noren/service-kit';
import { Container, ContainerModule } from 'inversify';
import type pg from 'pg';
import { creating } from './application/creating.ts';
import { grants } from './application/grants.ts';
import { merchants } from './application/merchants.ts';
import { owners } from './application/owners.ts';
import { platforms } from './application/platforms.ts';
import { shops } from './application/shops.ts';
import { systemKeys } from './application/system-keys.ts';
import { contexts, type Contexts } from './infrastructure/contexts.ts';
import { people } from './infrastructure/people.ts';
import { platforms as ofLink } from './infrastructure/platforms.ts';
import { readShops } from './infrastructure/shop-file.ts';
import { shops as ofShop } from './infrastructure/shops.ts';
import { systemKeys as ofMerchantLink } from './infrastructure/system-keys.ts';
import { adminService } from './interface/admin-service.ts';
import { auditor } from './interface/audited.ts';
import { operatorsOnly } from './interface/authenticating.ts';

/** The operators' edge, put together: what its module starts and stops. */
type Admin = Readonly<{ pool: pg.Pool; store: AdminStore; contexts: Contexts; authenticate: Authenticating; service: Served }>;

const Parts = {
  host: token<Host>('Host'),
  db: token<pg.Pool>('QueryDatabase'),
  store: token<AdminStore>('AdminStore'),
  contexts: token<Contexts>('Contexts'),
  authenticate: token<Authenticating>('Authenticate'),
  service: token<Served>('AdminService'),
  whole: token<Admin>('Admin'),
};

const operatorsEdge = new ContainerModule(({ bind }) => {
  const provide = providing(bind);
  provide(Parts.db, (host) => host.database('admin', 'query', 4), [Parts.host]);
  provide(Parts.store, adminStore, [Parts.db]);
  provide(Parts.contexts, contexts, [Parts.host]);
  provide(Parts.authenticate, ({ operators }, { rateLimits }) => operatorsOnly(operators, rateLimits && limits(rateLimits, () => performance.now())), [
    Parts.store,
    Parts.host,
  ]);
  provide(Parts.service, serviceOf, [Parts.store, Parts.contexts, Parts.host]);
  provide(Parts.whole, (pool, store, of, authenticate, service): Admin => ({ pool, store, contexts: of, authenticate, service }), [
    Parts.db,
    Parts.store,
    Parts.contexts,
    Parts.authenticate,
    Parts.service,
  ]);
});

function serviceOf({ creations, audit }: AdminStore, of: Contexts, { clock, logger }: Host): Served {
  const needs = {
    shops: ofShop(of),
    creations,
    creating: creating(creations, clock),
    people: people(of),
    systemKeys: ofMerchantLink(of),
    platforms: ofLink(of),
  };
  return adminService({
    ...{ merchants: merchants(needs), shops: shops(needs), owners: owners(needs), systemKeys: systemKeys(needs) },
    ...{ platforms: platforms(needs), grants: grants(needs), read: readShops, audit },
    auditor: auditor(audit, clock, (error) => logger.error({ err: error }, 'an outcome was not written to the audit log')),
  });
}

export function compose(host: Host): Admin {
  const container = new Container();
  container.bind(Parts.host).toConstantValue(host);
  container.load(operatorsEdge);
  return container.get(Parts.whole);
}
