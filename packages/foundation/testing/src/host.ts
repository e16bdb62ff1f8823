import { type Clock, systemClock } from '@noren/kernel';
import { ensureTopics, type Log, type Outbox, postgresNotifier, postgresLog, postgresOutbox, type Topic } from '@noren/log';
import {
  type Host,
  type IdentityTokens,
  identityTokens,
  makeLogger,
  makeMetrics,
  type Module,
  plaintext,
  type StartedModule,
  type Transport,
} from '@noren/service-kit';
import { enginePool, queryPool } from '@noren/service-kit/postgres';
import type pg from 'pg';
import type { TestDatabase } from './database.ts';
import { freePorts } from './ports.ts';

type TestHostOptions = Readonly<{
  /** With the stores of `log` and of every role that has a module here. The test closes it, after the host. */
  db: TestDatabase;
  /** The topics that the modules write and read. */
  topics: readonly Topic[];
  /** Modules by the database role that owns their store: `{ shop: [shopEngine, shopApi] }`. They start in this order. */
  modules: Readonly<Record<string, readonly Module[]>>;
  /** Roles that read the log without writing to it. */
  readers?: readonly string[];
  /** For records too: the log takes them in at its time. The system's unless given. */
  clock?: Clock;
  /** The log's lines go to the terminal, to see what a test did. */
  verbose?: boolean;
}>;

export type TestHost = Readonly<{
  identities: IdentityTokens;
  transport: Transport;
  /** Where a module of this host is reached: `127.0.0.1:51423`. */
  address(module: string): string;
  /** What the modules of a role get. */
  hostOf(role: string): Host;
  /** A module as it was started: for its address, whether it is ready, and to stop it alone. */
  started(module: string): StartedModule;
  /** Stops the modules, the last one first, then the log and whatever connections are open. */
  stop(): Promise<void>;
}>;

/** More than a host's modules have listeners. */
const PORTS = 32;

/** Modules as a platform runs them, in this process, on a test's database and on ports that are free: with the log in PostgreSQL and a secret of its own. */
export async function testHost(options: TestHostOptions): Promise<TestHost> {
  const { db, modules, topics, readers = [] } = options;
  await ensureTopics(db.pool('log'), topics, { readers });
  const surroundings = await surroundingsOf(options);
  const hosts = new Map<string, Host>();
  const hostOf = (role: string): Host => {
    const host = hosts.get(role) ?? surroundings.hostOf(role);
    hosts.set(role, host);
    return host;
  };
  const running = new Map<string, StartedModule>();
  const stop = async (): Promise<void> => {
    for (const each of [...running.values()].toReversed()) await each.stop();
    await surroundings.close();
  };
  try {
    for (const [role, list] of Object.entries(modules)) for (const module of list) running.set(module.name, stoppedOnce(await module.start(hostOf(role))));
  } catch (error) {
    await stop();
    throw error;
  }
  const started = (module: string): StartedModule => {
    const found = running.get(module);
    if (!found) throw new Error(`${module} does not run here`);
    return found;
  };
  return { identities: surroundings.identities, transport: plaintext, address: surroundings.address, hostOf, started, stop };
}

async function surroundingsOf({ db, topics, clock, verbose = false }: TestHostOptions) {
  const identities = identityTokens({ secret: 'only for tests, thirty-two letters or more' });
  const logger = makeLogger({ level: verbose ? 'debug' : 'silent' });
  const metrics = makeMetrics();
  const notifier = postgresNotifier({ connection: { connectionString: db.url('log') }, logger });
  const pools: pg.Pool[] = [];
  const logs: Log[] = [];
  const opened = (pool: pg.Pool): pg.Pool => (pools.push(pool), pool);
  const port = portsByName(await freePorts(PORTS));
  const address = (module: string): string => `127.0.0.1:${port(module)}`;
  const logOf = (role: string): Readonly<{ log: Log; outbox: Outbox }> => {
    const timed = clock ? { clock } : {};
    const log = postgresLog({ pool: opened(queryPool(db.url(role), 4)), topics, logger, notifier, ...timed });
    logs.push(log);
    return { log, outbox: postgresOutbox({ log, ...timed }) };
  };
  const hostOf = (role: string): Host => ({
    ...logOf(role),
    development: true,
    checkAnswers: true,
    logger,
    metrics,
    clock: clock ?? systemClock,
    identities,
    transport: plaintext,
    database: (of, use = 'query', size) => opened((use === 'engine' ? enginePool : queryPool)(db.url(of), size)),
    databaseUrl: db.url,
    listenOn: '127.0.0.1',
    // So that a test can come from anywhere: as if a proxy stood on this machine.
    trustProxy: ['loopback'],
    rateLimits: undefined,
    operatorKey: undefined,
    port,
    address,
  });
  const close = async (): Promise<void> => {
    await Promise.all(logs.map((log) => log.close()));
    await notifier.close();
    await Promise.all(pools.filter((pool) => !pool.ending).map((pool) => pool.end()));
  };
  return { identities, address, hostOf, close };
}

/** A test may stop a module before its host does. */
function stoppedOnce(started: StartedModule): StartedModule {
  let stopped: Promise<void> | undefined;
  return { ...started, stop: () => (stopped ??= started.stop()) };
}

/** Each name keeps the port that it first got. */
function portsByName(free: readonly number[]): (name: string) => number {
  const taken = new Map<string, number>();
  return (name) => {
    const port = taken.get(name) ?? free[taken.size];
    if (port === undefined) throw new Error(`a test host has no more than ${PORTS} ports`);
    taken.set(name, port);
    return port;
  };
}
