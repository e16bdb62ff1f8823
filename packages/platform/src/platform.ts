import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  certificateFiles,
  identityTokens,
  makeLogger,
  makeMetrics,
  mutualTls,
  opsServer,
  plaintext,
  type Host,
  type Module,
  type OpsServer,
  type StartedModule,
  type Transport,
} from '@noren/service-kit';
import { FolderInUse, own } from '@noren/service-kit/owner';
import { storeRoles } from '@noren/service-kit/postgres';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { removeDevFile } from './dev-file.ts';
import { openDatabase, type Database } from './database.ts';
import { refuseBusyPorts } from './free-ports.ts';
import { hosts } from './host.ts';
import { identitySecret } from './identity-secret.ts';
import type { KafkaHome } from './kafka-home.ts';
import { refuseUsedKafka } from './kafka-logs.ts';
import { databasePort, modules, opsOfAll, type ModuleSpec } from './modules.ts';
import { openLogs } from './open-logs.ts';
import { keptOperatorKey } from './operator-key.ts';
import type { Options } from './options.ts';
import { refusePlaintext } from './plaintext.ts';
import { Problem } from './problem.ts';
import { refuseWithoutSecrets } from './production.ts';
import { load, startAll, stopAll, type Running } from './running.ts';
import { step } from './steps.ts';
import { watchedStores } from './watched-stores.ts';

export type Platform = Readonly<{
  /** All modules: what `npm start` without names runs. */
  whole: boolean;
  running: readonly Running[];
  database: Database;
  /** Where the log is, where it is not in the database; in words for people, and for tools. */
  log: string | undefined;
  kafka: KafkaHome | undefined;
  /** The operators' key, where this process knows it. */
  operatorKey: string | undefined;
  ops: string;
  logger: Logger;
  /** For this process' own calls to the modules' APIs, with the log's role: not every process has its URL. */
  host(): Host;
  /** Intake first, the database last. */
  stop(): Promise<void>;
}>;

/** What is open so far, to be closed in the reverse order whatever happens. */
type Closing = readonly [what: string, close: () => Promise<void> | void];

/** Starts everything that the options name. Throws `Problem` where whoever started it can mend it; what had been started is stopped again. */
export async function startPlatform(options: Options, config: Config, places: readonly ModuleSpec[] = placesOf(options)): Promise<Platform> {
  const open: Closing[] = [];
  const logger = makeLogger({ level: config.logLevel });
  const stop = async (): Promise<void> => {
    for (const [what, close] of open.splice(0).toReversed())
      await Promise.resolve(close()).catch((error: unknown) => logger.error({ err: error }, `${what} did not close cleanly`));
  };
  try {
    return { ...(await start(options, config, places, logger, open)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: Options, config: Config, places: readonly ModuleSpec[], logger: Logger, open: Closing[]): Promise<Omit<Platform, 'stop'>> {
  refuseWithoutSecrets(places, config);
  refusePlaintext(places, config);
  const whole = options.named.length === 0;
  const embedded = whole && config.databaseUrl === undefined;
  if (!whole && options.fresh) throw new Problem('--fresh removes the data folder, which single modules do not have');
  if (options.fresh && config.kafka) await refuseUsedKafka(config.kafka, logger);
  if (whole) open.push(['the data folder', await takeDataFolder(options)]);
  const opsPort = config.opsPort ?? options.portBase + (whole ? opsOfAll : (places[0]?.ops ?? opsOfAll));
  await refuseBusyPorts(config.host, new Map([...portsOf(places, options.portBase), ['ops', opsPort]]));

  // Modules are read while PostgreSQL starts. A failure of one does not leave the other unattended.
  const loading = loadAll(places);
  loading.catch(() => {});
  const roles = rolesOf(places, config);
  const tell = (line: string): void => logger.warn(line);
  const database = await step('starting the database', () =>
    openDatabase({ config, dataDir: options.dataDir, port: options.portBase + databasePort, roles, embedded, tell }),
  );
  open.push(['the database', database.stop]);
  const loaded = await step('loading modules', () => loading);

  const metrics = makeMetrics();
  const logs = await step('opening the log', () => openLogs({ databaseUrl: database.url, logger, metrics, roles }, config.kafka));
  open.push(['the log', logs.close]);
  const identities = identityTokens(identitySecret(config, database));
  const operatorKey = config.operatorKey ?? (whole && config.development ? keptOperatorKey(options.dataDir) : undefined);
  const made = hosts({
    config,
    portBase: options.portBase,
    logger,
    metrics,
    identities,
    operatorKey,
    transport: transportOf(config, logger, open),
    databaseUrl: database.url,
    logOf: logs.logOf,
    outboxOf: logs.outboxOf,
  });
  open.push(['the connections', made.close]);
  open.push(['watching the stores', watchedStores(metrics, { roles, databaseUrl: database.url, logOf: logs.logOf })]);

  const ready = new Map<string, Pick<StartedModule, 'notReady'>>(places.map(({ name }) => [name, { notReady: async () => ['starting'] }]));
  const ops: OpsServer = await opsServer({ host: config.opsHost, port: opsPort, modules: () => ready, metrics });
  open.push(['the ops server', ops.stop]);
  const running = await step('starting modules', () => startAll(places, loaded, made.hostFor));
  open.push(['modules', () => stopAll(running, logger)]);
  for (const { place, started } of running) ready.set(place.name, { notReady: async () => [...(await started.notReady()), ...(await logs.missing())] });
  return { whole, running, database, log: logs.place, kafka: config.kafka, operatorKey, ops: ops.url, logger, host: () => made.hostFor(platformItself) };
}

/** Throws `Problem` where the certificates do not go together. */
function transportOf({ grpcTls }: Config, logger: Logger, open: Closing[]): Transport {
  if (grpcTls === undefined) return plaintext;
  try {
    const files = certificateFiles(grpcTls, { logger });
    open.push(['the certificates', files.stop]);
    return mutualTls(files);
  } catch (error) {
    throw new Problem(`GRPC_TLS_CA, GRPC_TLS_CERT and GRPC_TLS_KEY do not go together: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Whose tables this process looks after. The log's, unless only single roles were given to it. */
function rolesOf(places: readonly ModuleSpec[], { databaseUrl, roleUrl }: Config): readonly string[] {
  const log = databaseUrl !== undefined || roleUrl('log') !== undefined || places.every(({ role }) => roleUrl(role) === undefined);
  return storeRoles.filter((role) => (role === 'log' ? log : places.some((place) => place.role === role)));
}

const placesOf = ({ named }: Options): readonly ModuleSpec[] => (named.length === 0 ? modules : modules.filter(({ name }) => named.includes(name)));

/** What the platform does itself, beside its modules: it reads the log's role. */
const platformItself: ModuleSpec = { name: 'platform', package: '@noren/platform', role: 'log', ports: {}, ops: opsOfAll };

/** One platform a data folder; the folder is removed first where that was asked for. */
async function takeDataFolder({ dataDir, fresh }: Options): Promise<() => void> {
  await openDataFolder(dataDir, false);
  const take = (): (() => void) => own(join(dataDir, 'platform.json'), dataDir);
  try {
    const release = take();
    removeDevFile(dataDir); // one that a killed platform left
    if (!fresh) return release;
    await openDataFolder(dataDir, true);
    mkdirSync(dataDir, { recursive: true });
    return take();
  } catch (error) {
    if (error instanceof FolderInUse) throw new Problem(`the data folder ${error.message}`);
    throw error;
  }
}

const portsOf = (places: readonly ModuleSpec[], base: number): Map<string, number> =>
  new Map(places.flatMap(({ ports }) => Object.entries(ports).map(([name, offset]) => [name, base + offset])));

async function loadAll(places: readonly ModuleSpec[]): Promise<ReadonlyMap<string, Module>> {
  return new Map(await Promise.all(places.map(async (place) => [place.name, await load(place)] as const)));
}
