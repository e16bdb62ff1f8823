import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
// It mends kafkajs's timers, for whoever uses that in the same process.
import '@noren/log';
import { Kafka, logLevel } from 'kafkajs';
import { freePorts } from '../ports.ts';
import { kafkaJars } from './jars.ts';
import { type Guarded, scramArguments, settings } from './settings.ts';

/** What tests run on unless KAFKA_VERSION says otherwise. */
export const KAFKA_VERSION = '3.9.2';
/** The newest that was tried. */
export const NEWEST_KAFKA_VERSION = '4.4.0';

export type BrokerOptions = Readonly<{
  version?: string;
  /** Where topics lie. A broker that is started again in the same folder, at the same port, goes on. */
  dataDir: string;
  /** A free one unless given. */
  port?: number;
  /** Of a new folder: the id that stores know the cluster by. A random one unless given. */
  clusterId?: string;
  /** The folder goes when the broker stops, or when this process dies. */
  temporary?: boolean;
  /** Whom it lets in, over TLS alone. Without it everybody, in plaintext. */
  guarded?: Guarded;
}>;

export type Broker = Readonly<{
  /** `127.0.0.1:51423` */
  brokers: string;
  port: number;
  /** Of a guarded one, besides: asks for no password but for a certificate of the CA. */
  byCertificate: string;
  version: string;
  pid: number;
  /** Resolves when the broker has ended, by whatever cause. */
  ended: Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a power cut would: nothing is flushed, nobody is told. */
  kill(): Promise<void>;
}>;

/** A broker that has not begun to serve after so long will not. */
const PATIENCE_MS = 60_000;
/** A broker that has not ended after so long is killed. */
const STOP_MS = 15_000;

/** Starts Apache Kafka itself, one node on loopback (KRaft), and resolves when it serves. It ends with this process, however that ends. Throws `NoKafka` where it cannot be had. */
export async function kafkaBroker({
  version = KAFKA_VERSION,
  dataDir,
  port: requestedPort,
  clusterId,
  temporary = false,
  guarded,
}: BrokerOptions): Promise<Broker> {
  const jars = await kafkaJars(version);
  const [free = 0, controller = 0, byCertificate = 0] = await freePorts(3);
  const port = requestedPort ?? free;
  mkdirSync(dataDir, { recursive: true });
  const properties = join(dataDir, 'server.properties');
  writeFileSync(properties, settings({ port, controller, byCertificate, dataDir }, guarded));
  const java = ['-Xmx512m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-cp', join(jars, '*')];
  if (!existsSync(join(dataDir, 'log', 'meta.properties'))) {
    const id = clusterId ?? randomBytes(16).toString('base64url');
    await promisify(execFile)('java', [...java, 'kafka.tools.StorageTool', 'format', `--cluster-id=${id}`, ...scramArguments(guarded), '-c', properties]);
  }
  const output = join(dataDir, 'broker.log');
  const log = openSync(output, 'a');
  // A process group of its own: Ctrl-C at the terminal is for Node, who stops it.
  const server = spawn('java', [...java, 'kafka.Kafka', properties], { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const guard = guardOf(server, temporary ? dataDir : '');
  const ended = new Promise<void>((resolve) => void server.once('close', () => resolve()).once('error', () => resolve()));
  const gone = ended.then(() => guard.stdin?.end('done\n')).then(() => temporary && rmSync(dataDir, { recursive: true, force: true }));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    server.kill(signal);
    const late = setTimeout(() => server.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(late);
  };
  const brokers = `127.0.0.1:${port}`;
  try {
    await serving(brokers, server, guarded);
  } catch (error) {
    const said = readFileSync(output, 'utf8').slice(-2_000);
    await end('SIGKILL');
    throw new Error(`Kafka ${version} did not start: ${said}`, { cause: error });
  }
  return {
    brokers,
    port,
    byCertificate: `127.0.0.1:${byCertificate}`,
    version,
    pid: server.pid ?? 0,
    ended,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Kills the broker when this process is gone and could not: its end of the pipe closes then, without a word. */
function guardOf({ pid = 0 }: ChildProcess, folder: string): ChildProcess {
  const script = 'read -r word || { kill -9 "$1"; [ -z "$2" ] || { sleep 1; rm -rf "$2"; }; }';
  const guard = spawn('sh', ['-c', script, 'guard', String(pid), folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guard.stdin?.on('error', () => undefined);
  guard.unref();
  return guard;
}

async function serving(brokers: string, server: ChildProcess, guarded: Guarded | undefined): Promise<void> {
  const [[username, password] = ['', '']] = Object.entries(guarded?.users ?? {});
  const login = guarded && { ssl: { ca: readFileSync(guarded.ca) }, sasl: { mechanism: 'plain', username, password } as const };
  const kafka = new Kafka({ brokers: [brokers], ...login, logLevel: logLevel.NOTHING, retry: { retries: 0 }, connectionTimeout: 500 });
  for (const until = performance.now() + PATIENCE_MS; ; await sleep(100)) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error('the broker ended');
    const admin = kafka.admin();
    try {
      await admin.connect();
      const { brokers: serves } = await admin.describeCluster();
      if (serves.length > 0) return;
    } catch (error) {
      if (performance.now() > until) throw error;
    } finally {
      await admin.disconnect();
    }
  }
}
