import { existsSync } from 'node:fs';
import type * as DevPostgres from '@noren/dev-postgres';
import { FolderInUse, isCode } from '@noren/service-kit/owner';
import { migrate, MigrationConflict, migrationsOf, NoConnection, provision, refuseUnlessDurable, storeRoles } from '@noren/service-kit/postgres';
import type { Config } from './config.ts';
import { Problem } from './problem.ts';

export type Database = Readonly<{
  /** As the administrator; absent where the environment names only roles. */
  adminUrl: string | undefined;
  url(role: string): string;
  /** Where it is, for people. */
  place: string;
  stop(): Promise<void>;
  /** At once, without waiting: for a second Ctrl-C. */
  abandon(): void;
}>;

type DatabaseOptions = Readonly<{
  config: Config;
  dataDir: string;
  port: number;
  roles: readonly string[];
  embedded: boolean;
  tell: (line: string) => void;
}>;

/** The database with the roles, schemas and tables that the modules need: the one that the environment names, else the embedded one. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  try {
    const server = options.embedded ? await embedded(options) : await named(options);
    try {
      for (const role of options.roles) await migrateRole(role, server.url(role));
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  } catch (error) {
    if (error instanceof FolderInUse || error instanceof MigrationConflict || error instanceof NoConnection) throw new Problem(error.message);
    throw error;
  }
}

async function migrateRole(role: string, url: string): Promise<void> {
  const folder = migrationsOf(role);
  if (!existsSync(folder)) throw new Problem(`the store of ${role} has no migrations (${folder})`);
  await migrate({ url, folders: [folder] });
}

async function embedded({ dataDir, port, tell }: DatabaseOptions): Promise<Database> {
  const { embeddedPostgres, PortTaken } = await devPostgres();
  const server = await embeddedPostgres({ dataDir, port, tell }).catch((error: unknown) => {
    throw error instanceof PortTaken ? new Problem(error.message) : error;
  });
  const { adminUrl, url } = await provision(server.url);
  const abandon = (): void => {
    const pid = server.pid();
    if (pid !== undefined) process.kill(pid, 'SIGQUIT');
  };
  const { socket } = server;
  const bySocket = (tcp: string): string => (socket === undefined ? tcp : `${tcp}?${new URLSearchParams({ host: socket }).toString()}`);
  return { adminUrl, url: (role) => bySocket(url(role)), place: `127.0.0.1:${port}`, stop: server.stop, abandon };
}

/** Read only where it is wanted: what is deployed comes without it. */
async function devPostgres(): Promise<typeof DevPostgres> {
  try {
    return await import('@noren/dev-postgres');
  } catch (error) {
    if (isCode(error, 'ERR_MODULE_NOT_FOUND')) throw new Problem('there is no PostgreSQL for development here: set DATABASE_URL');
    throw error;
  }
}

async function named({ config, roles }: DatabaseOptions): Promise<Database> {
  const provisioned = config.databaseUrl === undefined ? undefined : await provisionNamed(config.databaseUrl, config);
  const url = (role: string): string => {
    const found = config.roleUrl(role) ?? provisioned?.url(role);
    if (found === undefined) throw new Problem(`there is no database for ${role}: set DATABASE_URL`);
    return found;
  };
  const [first = 'log'] = roles;
  const { host } = new URL(provisioned?.adminUrl ?? url(first));
  return { adminUrl: provisioned?.adminUrl, url, place: host, stop: async () => {}, abandon() {} };
}

async function provisionNamed(adminUrl: string, { databaseSecret: secret, roleUrl }: Config): ReturnType<typeof provision> {
  if (secret === undefined && new URL(adminUrl).password === '')
    throw new Problem('the user of DATABASE_URL has no password to make those of the roles from: set NOREN_DATABASE_SECRET');
  const path = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
  try {
    await refuseUnlessDurable(adminUrl);
    return await provision(adminUrl, storeRoles, {
      ...(secret === undefined ? {} : { secret }),
      passwordOf: (role) => passwordIn(roleUrl(role)),
      database: path === '' || path === 'postgres' ? 'noren' : path,
    });
  } catch (error) {
    throw new Problem(`the database of DATABASE_URL cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A role whose URL is given has the password that stands there. */
const passwordIn = (url: string | undefined): string | undefined => (url === undefined ? undefined : decodeURIComponent(new URL(url).password) || undefined);
