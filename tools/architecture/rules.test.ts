import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesUnder, packagesOf } from './repository.ts';
import { violations } from './violations.ts';

/**
 * Every rule of the house, proved to bite: each of these lines is planted in a small house of its own and must be reported, and what is
 * allowed must not be. Guards that nobody tests go blind (one well-known architecture test checks the wrong layer, in five copies).
 */
const forbidden: Readonly<Record<string, readonly (readonly [path: string, text: string])[]>> = {
  'the domain imports the kernel, rules of contracts, and nothing else': [
    ['order/engine/src/domain/a.ts', "import { z } from 'zod';"],
    ['order/engine/src/domain/b.ts', "import { readFileSync } from 'node:fs';"],
    ['order/engine/src/domain/c.ts', "import type { Ask } from '@noren/engine-kit';"],
    ['order/engine/src/domain/d.ts', "import { commands } from '@noren/order-contract';"],
    ['order/engine/src/domain/e.ts', "import { rules } from '../application/rules.ts';"],
    ['order/engine/src/domain/f.ts', "export { tables } from '../infrastructure/tables.ts';"],
    ['order/engine/src/domain/g.ts', "export const late = () => import('../application/rules.ts');"],
    ['order/engine/src/domain/h.ts', "import { Shop } from '@noren/shop-contract/generated/noren/shop/v1/records.ts';"],
    ['order/engine/src/domain/i.ts', "import { fold } from '@noren/order-store/tables';"],
    ['order/engine/src/domain/j.ts', "import { Refusal } from '@noren/service-kit/refusals';"],
  ],
  'the domain has no clock and no dice': [
    ['order/engine/src/domain/a.ts', 'export const at = new Date();'],
    ['order/engine/src/domain/b.ts', 'export const at = () => Date.now();'],
    ['order/engine/src/domain/c.ts', 'export const at = () => Date();'],
    ['order/engine/src/domain/d.ts', 'export const n = Math.random();'],
    ['order/engine/src/domain/e.ts', 'export const id = crypto.randomUUID();'],
    ['order/engine/src/domain/f.ts', "import { newId } from '@noren/kernel'; export const id = newId('ord');"],
    ['order/engine/src/domain/g.ts', 'export const now = Temporal.Now.instant();'],
    ['order/engine/src/domain/h.ts', 'export const zone = process.env.TZ;'],
    ['order/engine/src/domain/i.ts', 'setTimeout(() => 1, 5);'],
  ],
  'application looks at the domain, does no I/O, and takes stores as ports': [
    ['order/engine/src/application/a.ts', "import { tables } from '../infrastructure/tables.ts';"],
    ['order/engine/src/application/b.ts', "import { codec } from '../interface/codec.ts';"],
    ['order/engine/src/application/c.ts', "import pg from 'pg';"],
    ['order/engine/src/application/d.ts', "import { readFile } from 'node:fs/promises';"],
    ['order/engine/src/application/e.ts', "import { commands } from '@noren/order-contract';"],
    ['order/engine/src/application/f.ts', "import { engine } from '@noren/engine-kit';"],
    ['order/api/src/application/g.ts', "import { orderQueries } from '@noren/order-store';"],
    ['link/core/src/application/h.ts', "import { linkQueries } from '@noren/link-store';"],
  ],
  'interface and infrastructure do not look at each other, nor at the container or main': [
    ['order/engine/src/interface/a.ts', "import { tables } from '../infrastructure/tables.ts';"],
    ['order/engine/src/infrastructure/b.ts', "import { codec } from '../interface/codec.ts';"],
    ['order/engine/src/interface/c.ts', "import { compose } from '../container.ts';"],
    ['order/api/src/infrastructure/d.ts', "import { module } from '../main.ts';"],
    ['link/core/src/interface/e.ts', "import { store } from '../infrastructure/store.ts';"],
  ],
  "another context's contract is known to interface and infrastructure only": [
    ['order/engine/src/application/a.ts', "import type { events } from '@noren/item-contract';"],
    ['order/engine/src/domain/b.ts', "import type { events } from '@noren/item-contract';"],
    ['order/api/src/application/c.ts', "import { calls } from '@noren/shop-contract';"],
    ['link/core/src/application/d.ts', "import { calls } from '@noren/order-contract';"],
  ],
  "nobody imports an engine, an api, a front or another's store": [
    ['order/api/src/a.ts', "import { module } from '@noren/order-engine';"],
    ['order/engine/src/interface/b.ts', "import { module } from '@noren/order-api';"],
    ['order/engine/src/infrastructure/c.ts', "import { module } from '@noren/item-engine';"],
    ['order/engine/src/infrastructure/d.ts', "import { itemQueries } from '@noren/item-store';"],
    ['link/core/src/infrastructure/e.ts', "import type { Queries } from '@noren/order-store';"],
    ['link/core/src/interface/f.ts', "import { module } from '@noren/order-api';"],
    ['link/google-merchant/src/g.ts', "import { module } from '@noren/link-core';"],
    ['merchant-link/core/src/interface/h.ts', "import { linkQueries } from '@noren/link-store';"],
    ['order/engine/src/interface/i.test.ts', "import { module } from '@noren/item-engine';"],
  ],
  'a page runs in a browser and knows its own contract only': [
    ['bff/console/src/a.ts', "import { Refusal } from '@noren/kernel';"],
    ['bff/console/src/b.ts', "import { calls } from '@noren/order-contract';"],
    ['bff/console/src/c.ts', "import { module } from '@noren/bff-server';"],
    ['bff/console/src/pages/d.tsx', "import { calls } from '@noren/shop-contract'; export const D = () => <p>{String(calls)}</p>;"],
  ],
  'what reads files asks nobody, and edges read files': [
    ['merchant-link/files/src/a.ts', "import { calls } from '@noren/item-contract';"],
    ['merchant-link/files/src/b.ts', "import { records } from '@noren/item-contract/generated/noren/item/v1/records.ts';"],
    ['item/engine/src/interface/b.ts', "import { readItems } from '@noren/merchant-link-files';"],
  ],
  'nobody imports platform': [
    ['order/engine/src/main.ts', "import { modules } from '@noren/platform';"],
    ['foundation/testing/src/a.ts', "import { modules } from '@noren/platform';"],
  ],
  'a context does not know who asks it': [['order/api/src/interface/a.ts', "import { calls } from '@noren/link-contract';"]],
  'a rule of a contract is plain data and pure functions': [
    ['shop/contract/src/takes-orders.ts', "import { records } from './generated/noren/shop/v1/records.ts';"],
    ['shop/contract/src/limits.ts', "import { calls } from './index.ts';"],
    ['shop/contract/src/refusals.ts', "import { encode } from '@noren/wire';"],
    ['shop/contract/src/a.ts', "import { z } from 'zod';"],
    ['shop/contract/src/b.ts', "import { limits } from '@noren/order-contract/limits';"],
    ['shop/contract/src/c.ts', 'export const now = () => Date.now();'],
    ['foundation/engine-kit/src/e.ts', "import { limits } from '@noren/order-contract/limits';"],
    ['bff/console/src/f.ts', "import { limits } from '@noren/order-contract/limits';"],
  ],
  'contracts and stores have no logic of others': [
    ['order/contract/src/a.ts', "import { service } from '@noren/service-kit';"],
    ['order/contract/src/b.ts', "import { calls } from '@noren/item-contract';"],
    ['order/contract/src/d.ts', "import { platformScopes } from '@noren/link-contract/scopes';"],
    ['bff/contract/src/a.ts', "import { keys } from '@noren/link-contract';"],
    ['order/contract/src/c.ts', "import { orderQueries } from '@noren/order-store';"],
    ['order/store/src/d.ts', "import { records } from '@noren/link-contract';"],
  ],
  'foundation imports foundation only, and lower floors only': [
    ['foundation/engine-kit/src/a.ts', "import { topics } from '@noren/order-contract';"],
    ['foundation/log/src/b.ts', "import { engine } from '@noren/engine-kit';"],
    ['foundation/service-kit/src/c.ts', "import type { Engine } from '@noren/engine-kit';"],
    ['foundation/engine-kit/src/d.ts', "import { given } from '@noren/testing';"],
    ['foundation/kernel/src/e.ts', "import { z } from 'zod';"],
    ['foundation/kernel/src/f.ts', "import { wire } from '@noren/wire';"],
    ['foundation/unknown/src/g.ts', "import { Refusal } from '@noren/kernel';"],
  ],
  'foundation does not know what the rooms are called': [
    ['foundation/service-kit/src/a.ts', "export const roles = ['log', 'order'];"],
    ['foundation/engine-kit/src/b.ts', "export const schema = 'merchant_link';"],
  ],
  'tests are for tests': [
    ['order/engine/src/interface/a.ts', "import { given } from '@noren/testing';"],
    ['order/engine/src/interface/b.ts', "import { expect } from 'vitest';"],
  ],
  'the PostgreSQL of development is started by platform and by tests, and read no sooner than it is wanted': [
    ['platform/src/a.ts', "import { embeddedPostgres } from '@noren/dev-postgres';"],
    ['platform/src/b.ts', "export { PortTaken } from '@noren/dev-postgres';"],
    ['order/engine/src/main.ts', "export const database = () => import('@noren/dev-postgres');"],
    ['order/store/src/a.int.test.ts', "import { embeddedPostgres } from '@noren/dev-postgres';"],
    ['foundation/service-kit/src/a.ts', "import type { EmbeddedPostgres } from '@noren/dev-postgres';"],
    ['foundation/lanes/src/a.int.test.ts', "import { embeddedPostgres } from '@noren/dev-postgres';"],
  ],
  'inversify stands in contextApi, contextEngine and container.ts': [
    ['order/engine/src/main.ts', "import { Container } from 'inversify';"],
    ['order/engine/src/interface/a.ts', "import { injectable } from 'inversify';"],
    ['foundation/service-kit/src/module.ts', "import 'reflect-metadata';"],
    ['platform/src/a.ts', "import { Container } from 'inversify';"],
  ],
  'a package is imported by its name': [
    ['order/engine/src/interface/a.ts', "import { topics } from '../../../contract/src/topics.ts';"],
    ['platform/src/b.ts', "import { module } from '../../order/engine/src/main.ts';"],
    ['order/engine/src/interface/c.ts', "import { calls } from '@noren/orders-contract';"],
    ['order/engine/src/interface/d.ts', 'export const load = (name: string) => import(name);'],
  ],
  'a refusal is made by its code from the table in the contract': [
    [
      'order/engine/src/domain/a.ts',
      "import { Refusal } from '@noren/kernel'; export const no = () => { throw new Refusal('conflict', 'taken', 'It is taken'); };",
    ],
    ['order/api/src/application/b.ts', "import { Refusal } from '@noren/kernel'; export const no = () => new Refusal('not_found', 'gone', 'It is gone');"],
  ],
  'wait first, then add': [
    ['order/engine/src/infrastructure/a.ts', 'export const f = async (next: () => Promise<number>) => { let n = 0; n += await next(); return n; };'],
    ['platform/src/b.ts', 'export const f = async (t: { n: number }, next: () => Promise<number>) => { t.n -= 1 + (await next()); };'],
  ],
  'a currency has the decimals of ISO 4217, not those of ICU': [
    ['item/engine/src/domain/a.ts', "export const all = new Set(Intl.supportedValuesOf('currency'));"],
    ['bff/console/src/b.ts', "export const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'HUF' });"],
    ['bff/console/src/c.ts', "export const money = (n: number) => n.toLocaleString('en', { style: 'currency', currency: 'HUF', maximumFractionDigits: 2 });"],
    ['link/core/src/d.ts', 'export const digits = (format: Intl.NumberFormat) => format.resolvedOptions().maximumFractionDigits;'],
    [
      'link/core/src/e.ts',
      'export const f = (format: Intl.NumberFormat) => { const { minimumFractionDigits } = format.resolvedOptions(); return minimumFractionDigits; };',
    ],
  ],
  'names say something': [
    ['order/engine/src/infrastructure/order-utils.ts', 'export const a = 1;'],
    ['order/engine/src/infrastructure/order-service.ts', 'export const a = 1;'],
    ['order/engine/src/infrastructure/a.ts', 'export class OrderManager {}'],
    ['order/engine/src/infrastructure/b.ts', 'export interface IOrders { readonly a: 1 }'],
  ],
};

const allowed: readonly (readonly [path: string, text: string])[] = [
  ['merchant-link/files/src/a.ts', "import { limits } from '@noren/item-contract/limits';"],
  ['order/engine/src/domain/a.ts', "import { Refusal } from '@noren/kernel'; import { b } from './b.ts'; export const at = (now: string) => new Date(now);"],
  ['order/engine/src/domain/made.ts', "export const made = ({ newId }: { newId: (kind: string) => string }) => newId('ord');"],
  [
    'order/engine/src/domain/why-not.ts',
    "import { whyNoOrders } from '@noren/shop-contract/takes-orders'; import { limits } from '@noren/order-contract/limits'; export const a = [whyNoOrders, limits];",
  ],
  ['link/core/src/application/orderable.ts', "import { whyNoOrders } from '@noren/shop-contract/takes-orders';"],
  ['bff/contract/src/orders.ts', "import { limits } from '@noren/order-contract/limits';"],
  ['bff/contract/src/integrations.ts', "import { platformScopes } from '@noren/link-contract/scopes';"],
  ['shop/contract/src/refusals.ts', "import type { RefusalKind } from '@noren/kernel'; import { limits } from './limits.ts';"],
  ['shop/contract/src/index.ts', "export * as calls from './generated/noren/shop/v1/shops.ts'; export * from './takes-orders.ts';"],
  [
    'order/engine/src/domain/a.test.ts',
    "import { given } from '@noren/testing'; import { expect } from 'vitest'; import { rules } from '../application/rules.ts'; new Date();",
  ],
  [
    'order/engine/src/application/rules.ts',
    "import { place } from '../domain/place.ts'; import { z } from 'zod'; import type { Reaction } from '@noren/engine-kit';",
  ],
  [
    'order/api/src/application/get.ts',
    "import type { Queries } from '@noren/order-store'; import { calls } from '@noren/order-contract'; import { requireShop } from '@noren/service-kit';",
  ],
  [
    'order/engine/src/interface/subscriptions.ts',
    "import { topics } from '@noren/item-contract'; import { topics as own } from '@noren/order-contract'; import { rules } from '../application/rules.ts';",
  ],
  ['order/engine/src/infrastructure/tables.ts', "import { tables } from '@noren/order-store'; import pg from 'pg';"],
  [
    'order/engine/src/container.ts',
    "import { Container } from 'inversify'; import { tables } from './infrastructure/tables.ts'; import { codec } from './interface/codec.ts';",
  ],
  ['order/engine/src/main.ts', "import { compose } from './container.ts';"],
  ['order/api/src/interface/order-service.ts', 'export const orderService = 1;'],
  ['order/api/src/order.int.test.ts', "import { module } from '@noren/order-engine'; import { testHost } from '@noren/testing';"],
  ['link/core/src/infrastructure/orders.ts', "import { calls } from '@noren/order-contract'; import { linkQueries } from '@noren/link-store';"],
  ['link/google-merchant/src/main.ts', "import { topics } from '@noren/link-contract'; import { linkQueries } from '@noren/link-store';"],
  ['merchant-link/core/src/interface/keys.ts', "import { calls } from '@noren/link-contract';"],
  [
    'platform/src/modules.ts',
    "import { module } from '@noren/order-engine'; import { module as link } from '@noren/link-core'; import { migrations } from '@noren/order-store';",
  ],
  [
    'foundation/service-kit/src/di.ts',
    "import type { Container } from 'inversify'; import { Refusal } from '@noren/kernel'; import type { Log } from '@noren/log';",
  ],
  ['platform/src/database.ts', "import type { EmbeddedPostgres } from '@noren/dev-postgres'; export const embedded = () => import('@noren/dev-postgres');"],
  ['platform/test/faults/split-house.ts', "import { embeddedPostgres } from '@noren/dev-postgres';"],
  ['foundation/testing/src/setup.ts', "import { embeddedPostgres } from '@noren/dev-postgres';"],
  [
    'bff/console/src/money.ts',
    "export const money = (d: number) => new Intl.NumberFormat('en', { style: 'currency', currency: 'HUF', minimumFractionDigits: d, maximumFractionDigits: d }); export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone; export const zones = Intl.supportedValuesOf('timeZone');",
  ],
  ['foundation/kernel/src/ids.ts', "import { createHash } from 'node:crypto';"],
  [
    'order/engine/src/infrastructure/sum.ts',
    'export const f = async (next: () => Promise<number>) => { let n = 0; const more = await next(); n += more; n += 1; return n; };',
  ],
];

let house = '';

/** Builds a small house with the folders of ours and these files in it. */
function plant(files: readonly (readonly [path: string, text: string])[]): readonly string[] {
  const folder = mkdtempSync(join(house, 'planted-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const { folder: known } of [...packagesOf(), { folder: 'packages/link/google-merchant' }]) write(`${known}/package.json`, '{}');
  for (const [path, text] of files) write(`packages/${path}`, text);
  return violations(
    ['.ts', '.tsx'].flatMap((ends) => filesUnder('packages', ends, folder)),
    packagesOf(folder),
  );
}

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'noren-rules-'));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

describe.each(Object.entries(forbidden))('%s', (_rule, planted) => {
  it.each(planted)('reports packages/%s: %s', (path, text) => {
    expect(plant([[path, text]])).toEqual([expect.stringContaining(`packages/${path}:`)]);
  });
});

it.each(allowed)('allows packages/%s: %s', (path, text) => {
  expect(plant([[path, text]])).toEqual([]);
});

it('holds for a context that did not exist when the rules were written', () => {
  const loyalty = 'packages/loyalty';
  const packages = [
    ...packagesOf(),
    ...packagesOf()
      .filter(({ area }) => area === 'order')
      .map((one) => ({ ...one, area: 'loyalty', name: one.name.replace('order', 'loyalty') })),
  ];
  const planted = { path: `${loyalty}/engine/src/domain/points.ts`, text: "import { topics } from '@noren/order-contract';" };
  const other = { path: 'packages/order/engine/src/interface/a.ts', text: "import { tables } from '@noren/loyalty-store';" };
  expect(violations([planted, other], packages)).toHaveLength(2);
});

it('does not pass over a file that it cannot read', () => {
  expect(() => plant([['order/engine/src/domain/a.ts', 'import {']])).toThrow('order/engine/src/domain/a.ts');
});
