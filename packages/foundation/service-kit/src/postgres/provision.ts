import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { connected } from './connected.ts';
import { packagesFolder } from './migrations-of.ts';
import { derived } from './secret.ts';

/** Every store's database role, the log's first; its schema has the same name. Read from the folders: a new store is one by being there. */
export const storeRoles: readonly string[] = ['log', ...globSync('*/store', { cwd: packagesFolder }).map((store) => dirname(store).replaceAll('-', '_'))];

export type Provisioned = Readonly<{
  /** The database as the administrator. */
  adminUrl: string;
  /** The database as the role that owns a store. */
  url(role: string): string;
}>;

export type ProvisionOptions = Readonly<{
  /** From which the roles' passwords are derived. Without it: the administrator's password, so that all who have the URL agree. */
  secret?: string;
  /** Of roles whose password somebody else has chosen. */
  passwordOf?: (role: string) => string | undefined;
  database?: string;
}>;

/** Taken by whoever sets up roles and databases of the server: the first does it, the others find it done. */
const lock = 0x6e6f7265;

/**
 * A database with a role and a schema of the same name for each store. A role sees its own schema first and alone, and of the others' only the log: there
 * it may read the tables and call what the log grants. Repeating it changes nothing.
 */
export async function provision(
  adminUrl: string,
  roles: readonly string[] = storeRoles,
  { secret, passwordOf = () => undefined, database = 'noren' }: ProvisionOptions = {},
): Promise<Provisioned> {
  const passwords = secret ?? new URL(adminUrl).password;
  if (passwords === '') throw new Error('the administrator has no password to derive those of the roles from: give a secret');
  const password = (role: string): string => passwordOf(role) ?? derived(passwords, `role ${role}`);
  const inside = withDatabase(adminUrl, database);

  await connected(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [lock]);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${name(database)}`);
    for (const role of roles) await whenFree(() => admin.query(roleSql(role, password(role))));
    await connected(inside, (client) => client.query(schemasSql(database, roles)));
  });
  return { adminUrl: inside, url: (role) => withRole(inside, role, password(role)) };
}

/** The URLs of what was provisioned before, without asking the server. */
export function provisioned(adminUrl: string, { secret, database = 'noren' }: ProvisionOptions = {}): Provisioned {
  const inside = withDatabase(adminUrl, database);
  const passwords = secret ?? new URL(adminUrl).password;
  return { adminUrl: inside, url: (role) => withRole(inside, role, derived(passwords, `role ${role}`)) };
}

/** Roles belong to the server, the lock to one database of it: two who set up different databases may meet at a role, which PostgreSQL answers with an error. */
async function whenFree(work: () => Promise<unknown>, attempts = 10): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (attempts <= 1 || !(error instanceof Error) || error.message !== 'tuple concurrently updated') throw error;
    await setTimeout(20 + Math.random() * 80);
    await whenFree(work, attempts - 1);
  }
}

const name = (text: string): string => pg.escapeIdentifier(text);

const roleSql = (role: string, password: string): string => `
  DO $$ BEGIN CREATE ROLE ${name(role)} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
  ALTER ROLE ${name(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(password)};
  ALTER ROLE ${name(role)} SET search_path = ${name(role)};`;

function schemasSql(database: string, roles: readonly string[]): string {
  const readers = roles
    .filter((role) => role !== 'log')
    .map(name)
    .join(', ');
  // One transaction, which takes turns with those who grant the use of the log's topics: two grants on one schema at once are an error to PostgreSQL.
  return `
    SELECT pg_advisory_xact_lock(hashtext('noren.log.topics'));
    REVOKE ALL ON DATABASE ${name(database)} FROM PUBLIC;
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${name(database)} TO ${roles.map(name).join(', ')};
    ${roles.map((role) => `CREATE SCHEMA IF NOT EXISTS ${name(role)} AUTHORIZATION ${name(role)};`).join('\n')}
    ${roles.includes('log') && readers !== '' ? `GRANT USAGE ON SCHEMA log TO ${readers}; ALTER DEFAULT PRIVILEGES FOR ROLE log IN SCHEMA log GRANT SELECT ON TABLES TO ${readers};` : ''}`;
}

const withDatabase = (url: string, database: string): string => Object.assign(new URL(url), { pathname: `/${database}` }).href;
const withRole = (url: string, username: string, password: string): string => Object.assign(new URL(url), { username, password }).href;
