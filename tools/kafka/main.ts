/** `npm run kafka`: a broker for development, until Ctrl-C. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { KAFKA_VERSION, kafkaBroker, NEWEST_KAFKA_VERSION, NoKafka } from '../../packages/foundation/testing/src/kafka/index.ts';
import { runTool, typedPath, wholeNumber } from '../client/command-line.ts';

const usage = `npm run kafka -- [--version N] [--port N] [--data DIR]

Apache Kafka, one node on loopback, until Ctrl-C. Needs Java 17 or newer, and Maven the first time. When it serves, .noren/kafka.json says
where: {"brokers","version","pid"}. Topics stay in .noren/kafka-<version>. Tried with ${KAFKA_VERSION}, which it takes by itself, and ${NEWEST_KAFKA_VERSION}.`;

const noren = resolve(import.meta.dirname, '../../.noren');
const file = join(noren, 'kafka.json');

type Arguments = Readonly<{ version: string; port: number | undefined; dataDir: string }>;

function argumentsOf(args: readonly string[]): Arguments {
  const options = { version: { type: 'string', default: KAFKA_VERSION }, port: { type: 'string' }, data: { type: 'string' } } as const;
  const { version, port, data } = parseArgs({ args: [...args], options }).values;
  return {
    version,
    port: port === undefined ? undefined : wholeNumber('--port', port),
    dataDir: data === undefined ? join(noren, `kafka-${version}`) : typedPath(data),
  };
}

async function kafka({ version, port, dataDir }: Arguments): Promise<number> {
  const interrupted = new Promise<0>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  });
  const broker = await kafkaBroker({ version, dataDir, ...(port === undefined ? {} : { port }) }).catch((error: unknown) => {
    throw error instanceof NoKafka ? new Error(`no Kafka: ${error.message}`) : error;
  });
  mkdirSync(noren, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ brokers: broker.brokers, version, pid: broker.pid })}\n`);
  console.log(`Kafka ${version} serves at ${broker.brokers}; Ctrl-C stops it`);
  const code = await Promise.race([interrupted, broker.ended.then(() => 1)]);
  rmSync(file, { force: true });
  if (code === 1) console.error(`Kafka ended by itself: ${join(dataDir, 'broker.log')} says why`);
  await broker.stop();
  return code;
}

process.exitCode = await runTool(usage, argumentsOf, kafka);
