import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { own } from '@noren/service-kit/owner';
import { derived, refuseUnlessDurable } from '@noren/service-kit/postgres';
import { as, give, serverAccount, type Account } from './account.ts';
import { binaries } from './binaries.ts';
import { clusterHome, removeHomes } from './ground.ts';
import { keptSmall } from './log-file.ts';
import { clear, launch, stop, type Launch } from './postmaster.ts';
import { storedSecret } from './secret.ts';

export type EmbeddedOptions = Readonly<{
  /** Holds the cluster (or the secret that leads to it), the secret, and the server's log. Made where it is missing. */
  dataDir: string;
  /** Without it, a free one. */
  port?: number;
  /** Over the settings below. */
  settings?: Readonly<Record<string, string>>;
  /** For tests: survives a killed server, not a power cut. */
  temporary?: boolean;
  /** Told one line whenever the server was left running by a killed process, ended by itself, or was started again. */
  tell?: (line: string) => void;
}>;

export type EmbeddedPostgres = Readonly<{
  /** As the administrator, to the database `postgres`. */
  url: string;
  port: number;
  /** The folder of its socket, which costs a round trip a third less than TCP. Where there is none (Windows, a folder of too long a name): undefined. */
  socket: string | undefined;
  /** Of the server that runs now. */
  pid(): number | undefined;
  stop(): Promise<void>;
}>;

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_permissions: '0700',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const forTests: Readonly<Record<string, string>> = { fsync: 'off', full_page_writes: 'off' };

/**
 * PostgreSQL on this machine, on 127.0.0.1 only, for as long as this process wants it: started again when it dies, stopped by `stop`. A server that a
 * killed process left behind is stopped first. Throws `FolderInUse`, `PortTaken`, or an error whose message is one readable line.
 */
export async function embeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const secret = storedSecret(options.dataDir);
  const dataDir = realpathSync(options.dataDir);
  const account = serverAccount(join(dataDir, 'cluster'));
  const home = clusterHome(dataDir, secret, account);
  const disown = own(join(home, 'owner.json'), dataDir);
  try {
    const cluster = join(home, 'cluster');
    if ((await clear(cluster)) === 'stopped') options.tell?.('stopped the PostgreSQL that a killed process had left running');
    const programs = binaries(account);
    const password = derived(secret, 'postgres');
    if (!existsSync(cluster)) await initialise({ initdb: programs.initdb, home, cluster, account, password, temporary: options.temporary ?? false });
    const port = options.port ?? (await freePort());
    const logFile = join(dataDir, 'postgres.log');
    const socket = socketFolder(cluster, port);
    const all = { ...settings, unix_socket_directories: socket === undefined ? '' : '.', ...(options.temporary ? forTests : {}), ...options.settings };
    const server = await supervised({ program: programs.postgres, cluster, account, port, settings: all, logFile }, options.tell ?? (() => {}));
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    const letGo = keptSmall(logFile);
    const close = async (): Promise<void> => {
      letGo();
      await server.stop();
      disown();
    };
    if (!options.temporary) await refuseUnlessDurable(url).catch((error: unknown) => close().then(() => Promise.reject(error)));
    return { url, port, socket, pid: server.pid, stop: close };
  } catch (error) {
    disown();
    throw error;
  }
}

/** Removes a data folder and what belongs to it elsewhere. Throws `FolderInUse` while somebody runs on it. */
export async function removeData(folder: string): Promise<void> {
  await removeCluster(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Removes what of the data folder lies elsewhere, and stops what still runs on it; the folder itself may be removed then. Throws `FolderInUse` while somebody runs on it. */
export async function removeCluster(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const dataDir = realpathSync(folder);
  if (existsSync(join(dataDir, 'secret'))) {
    const home = clusterHome(dataDir, storedSecret(dataDir), serverAccount(join(dataDir, 'cluster')));
    const disown = own(join(home, 'owner.json'), dataDir);
    await clear(join(home, 'cluster'));
    disown();
  }
  removeHomes(dataDir);
}

/** The socket lies with the data, where only the server's account (and root) comes. An address of a socket has room for 103 bytes on every system. */
const socketFolder = (cluster: string, port: number): string | undefined =>
  process.platform !== 'win32' && Buffer.byteLength(join(cluster, `.s.PGSQL.${port}`)) <= 103 ? cluster : undefined;

type Initial = Readonly<{ initdb: string; home: string; cluster: string; account: Account; password: string; temporary: boolean }>;

/** The cluster appears under its name when it is whole, so a start that was killed here begins again. */
async function initialise({ initdb, home, cluster, account, password, temporary }: Initial): Promise<void> {
  const making = join(home, 'cluster.new');
  const passwordFile = join(home, 'password.new');
  rmSync(making, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  give(account, making);
  give(account, passwordFile);
  const flags = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--auth=scram-sha-256', '--username=postgres'];
  const all = [`--pgdata=${making}`, `--pwfile=${passwordFile}`, ...flags, ...(temporary ? ['--no-sync'] : [])];
  const failed = await new Promise<string | undefined>((resolve) =>
    execFile(initdb, all, as(account), (error, _, said) => resolve(error ? said.trim() || error.message : undefined)),
  );
  rmSync(passwordFile, { force: true });
  if (failed !== undefined) throw new Error(`PostgreSQL's data could not be made in ${making}: ${failed}`);
  renameSync(making, cluster);
}

async function supervised(what: Launch, tell: (line: string) => void): Promise<Readonly<{ pid(): number | undefined; stop(): Promise<void> }>> {
  const major = readFileSync(join(what.cluster, 'PG_VERSION'), 'utf8').trim();
  if (major !== '18') throw new Error(`the data in ${what.cluster} is of PostgreSQL ${major}, this is 18`);
  let stopping = false;
  let restarting: Promise<void> | undefined;
  let server = await launch(what);
  const restart = async (): Promise<void> => {
    for (let wait = 50; !stopping; wait = Math.min(wait * 2, 5_000)) {
      await clear(what.cluster);
      try {
        server = await launch(what);
        watch();
        return tell('started PostgreSQL again');
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error));
        await sleep(wait);
      }
    }
  };
  const watch = (): void => {
    server.unref();
    server.once('exit', (code, signal) => {
      if (stopping) return;
      tell(`PostgreSQL ended by itself (${signal ?? `code ${code}`})`);
      restarting = restart();
    });
  };
  watch();
  return {
    pid: () => server.pid,
    async stop() {
      stopping = true;
      await restarting;
      await stop(server);
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
