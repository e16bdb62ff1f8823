import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enginePool, migrate, migrationsOf, provision, provisioned, queryPool, storeRoles } from '@noren/service-kit/postgres';
import pg from 'pg';
import { inject } from 'vitest';
import { eventually } from './eventually.ts';
import './setup.ts';

type TestDatabaseOptions = Readonly<{
  /** Roles whose own migrations are applied (`['log', 'order']`). Every role and schema is there anyway. */
  stores?: readonly string[];
  /** Folders of migrations for a role, beside its own or instead of them: for packages that are no store. */
  migrations?: Readonly<Record<string, string | readonly string[]>>;
}>;

export type TestDatabase = Readonly<{
  name: string;
  adminUrl: string;
  /** The database as the role that owns a store. */
  url(role: string): string;
  /** A pool of that role, the same one each time; `engine` with the plans pinned. */
  pool(role: string, use?: 'engine' | 'query'): pg.Pool;
  /** Closes the pools and drops the database. */
  close(): Promise<void>;
}>;

/** A fresh database, as `npm start` would make it, for one test file: copied from a template that the first who asks for these migrations makes. */
export async function testDatabase({ stores = [], migrations = {} }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject('testServer');
  const folders = new Map(stores.map((role) => [role, [migrationsOf(role)]]));
  for (const [role, more] of Object.entries(migrations)) folders.set(role, [...(folders.get(role) ?? []), ...[more].flat()]);
  const template = await templateOf(server, folders);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));

  const { adminUrl, url } = provisioned(server, { database: name });
  const pools = new Map<string, pg.Pool>();
  const pool: TestDatabase['pool'] = (role, use = 'query') => {
    const found = pools.get(`${role} ${use}`) ?? (use === 'engine' ? enginePool(url(role)) : queryPool(url(role)));
    pools.set(`${role} ${use}`, found);
    return found;
  };
  const close = async (): Promise<void> => {
    await Promise.all([...pools.values()].map((open) => open.end()));
    await asAdmin(server, (admin) => dropped(admin, name));
  };
  return { name, adminUrl, url, pool, close };
}

/** A pool's end does not wait for its connections' ends: one that is cut meanwhile would fail whatever test runs by then. Force is for those that are never ended. */
async function dropped(admin: pg.Client, name: string): Promise<void> {
  const inUse = async (): Promise<boolean> => (await admin.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name])).rowCount !== 0;
  await eventually(async () => !(await inUse()), 5_000).catch(() => undefined);
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Named after what is in it, so every file of a run that asks for the same shares it. */
async function templateOf(server: string, folders: ReadonlyMap<string, readonly string[]>): Promise<string> {
  const name = `template_${createHash('sha256')
    .update(JSON.stringify([...folders].map(([role, of]) => [role, of.map(contents)])))
    .digest('hex')
    .slice(0, 12)}`;
  await asAdmin(server, async (admin) => {
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    const making = `${name}_making`;
    await admin.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`);
    const { url } = await provision(server, [...new Set([...storeRoles, ...folders.keys()])], { database: making });
    for (const role of [...folders.keys()].toSorted(logFirst)) await migrate({ url: url(role), folders: folders.get(role) ?? [] });
    // A backend outlives its connection by a moment, and a database is renamed or copied only while nobody is in it.
    await eventually(() => admin.query(`ALTER DATABASE ${making} RENAME TO ${name}`), 5_000);
  });
  return name;
}

const logFirst = (a: string, b: string): number => Number(b === 'log') - Number(a === 'log');
const contents = (folder: string): readonly string[] =>
  readdirSync(folder)
    .toSorted()
    .flatMap((entry) => [entry, readMigration(join(folder, entry))]);

function readMigration(folder: string): string {
  try {
    return readFileSync(join(folder, 'migration.sql'), 'utf8');
  } catch {
    return '';
  }
}

async function asAdmin<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
