import { embeddedPostgres } from '@noren/service-kit/postgres';
import { type IdentityTokens, identityTokens } from '@noren/service-kit';
import { mkdirSync } from 'node:fs';
import { modules, ports } from '../../src/modules.ts';
import { asAdmin } from '../faults/database.ts';
import { inPostgres, type LogPlace, type TopicRow } from '../faults/log-view.ts';
import { type Child, dataFolder, freePlatformPorts, type LogLine, startModules, startWhole } from './platform-process.ts';

/** A running Noren with a database of its own, in either form, as a test sees it from outside. */
export type Noren = Readonly<{
  /** Where a port of the table of modules is: `127.0.0.1:…`. */
  address(port: string): string;
  /** Signs identities that the modules believe. */
  identities: IdentityTokens;
  /** The database as its administrator. */
  database: string;
  /** What has been logged so far, by all modules. */
  lines(): readonly LogLine[];
  /** What the log has of orders and stock, each record once. */
  records(): Promise<readonly TopicRow[]>;
  /** Ends everything and removes the data. */
  close(): Promise<void>;
}>;

/** With a process a module, single ones can be away for a while. */
export type NorenOfProcesses = Noren & Readonly<{ stop(module: string, signal?: NodeJS.Signals): Promise<void>; start(module: string): Promise<void> }>;

const secret = 'only for tests, thirty-two letters or more';
const environment = { NODE_ENV: 'test', LOG_LEVEL: 'debug', NOREN_IDENTITY_SECRET: secret };
const addresses = (base: number) => (port: string) => {
  const offset = ports.get(port);
  if (offset === undefined) throw new Error(`nothing listens under the name ${port}`);
  return `127.0.0.1:${base + offset}`;
};

const recordsIn = (database: string, { view }: LogPlace): Promise<readonly TopicRow[]> =>
  asAdmin(database, (admin) => view.records(async (sql) => (await admin.query(sql)).rows));

/** As `npm start` runs it. */
export async function oneProcess(env: Readonly<Record<string, string>> = {}): Promise<Noren> {
  const { dataDir, remove } = dataFolder();
  const { child, dev, portBase } = await startWhole({ dataDir, env: { ...environment, ...env } });
  return {
    address: addresses(portBase),
    identities: identityTokens({ secret }),
    database: dev.database,
    lines: child.lines,
    records: () => recordsIn(dev.database, inPostgres),
    async close() {
      await child.stop();
      await remove();
    },
  };
}

/** As docker-compose runs it: a process a module, on a database that none of them has started; the log is in it or at another `place`. */
export async function processAModule(place: LogPlace = inPostgres): Promise<NorenOfProcesses> {
  const { dataDir, remove } = dataFolder();
  mkdirSync(dataDir);
  const server = await embeddedPostgres({ dataDir });
  const base = await freePlatformPorts();
  const running = new Map<string, Child>();
  const former: Child[] = [];
  const start = async (module: string): Promise<void> => {
    running.set(module, await startModules([module], base, { ...environment, ...place.env, DATABASE_URL: server.url }));
  };
  const stop = async (module: string, signal?: NodeJS.Signals): Promise<void> => {
    const child = running.get(module);
    if (!child) throw new Error(`${module} does not run`);
    running.delete(module);
    former.push(child);
    await child.stop(signal);
  };
  const close = async (): Promise<void> => {
    await Promise.all([...running.values()].map((child) => child.stop()));
    await server.stop();
    await remove();
  };
  const started = await Promise.allSettled(modules.map(({ name }) => start(name)));
  const failed = started.find((each) => each.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  const database = Object.assign(new URL(server.url), { pathname: '/noren' }).href;
  return {
    address: addresses(base),
    identities: identityTokens({ secret }),
    database,
    records: () => recordsIn(database, place),
    lines: () => [...former, ...running.values()].flatMap((child) => child.lines()),
    stop,
    start,
    close,
  };
}
