import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { kafkaClusterId } from '../../packages/foundation/log/src/index.ts';
import { embeddedPostgres } from '../../packages/foundation/dev-postgres/src/index.ts';
import { freePorts } from '../../packages/foundation/testing/src/ports.ts';
import { kafkaBroker, readTopics } from '../../packages/foundation/testing/src/kafka/index.ts';
import { modules, ports } from '../../packages/platform/src/modules.ts';
import { child, whenReady } from '../../packages/platform/test/faults/child.ts';
import { dataFolder, removeFolder } from '../../packages/platform/test/faults/house.ts';
import { identitiesOf } from '../../packages/platform/test/faults/merchant.ts';
import { freeBase } from '../../packages/platform/test/faults/ports.ts';
import { startWhole } from '../../packages/platform/test/faults/whole-house.ts';
import { doorsOf } from '../../packages/platform/test/golden/doors.ts';
import type { Place } from '../../packages/platform/test/support/contexts.ts';
import { dumpDatabase } from '../../packages/platform/test/golden/dump.ts';
import { type DataLine, type LogKind, type GoldenAnswers, writeFixture } from '../../packages/platform/test/golden/fixture.ts';
import { askAll, lookAtRest, looksAt } from '../../packages/platform/test/golden/looks.ts';
import { lateOrder, tellStory } from '../../packages/platform/test/golden/story.ts';

type Env = Readonly<Record<string, string>>;

/** Runs this version's platform through the story on an empty machine, and keeps all that it has written then. */
export async function writePlatform(version: string, log: LogKind): Promise<readonly string[]> {
  const [databaseFolder, dataDir, brokerFolder] = [dataFolder(), dataFolder(), dataFolder()];
  const server = await embeddedPostgres({ dataDir: databaseFolder });
  const broker = log === 'kafka' ? await kafkaBroker({ dataDir: brokerFolder }) : undefined;
  try {
    const env: Env = { DATABASE_URL: server.url, ...(broker ? { KAFKA_BROKERS: broker.brokers } : {}) };
    const cluster = broker && (await kafkaClusterId({ brokers: broker.brokers }));
    const answers = await run(server.url, dataDir, env);
    const database = Object.assign(new URL(server.url), { pathname: '/noren' }).href;
    const data: DataLine[] = [...(await dumpDatabase(database))];
    if (broker) for (const topic of await readTopics(broker.brokers)) data.push({ kind: 'topic', ...topic });
    return writeFixture(version, log, { ...answers, ...(cluster === undefined ? {} : { cluster }) }, data);
  } finally {
    await broker?.stop();
    await server.stop();
    for (const folder of [databaseFolder, dataDir, brokerFolder]) await removeFolder(folder);
  }
}

async function run(server: string, dataDir: string, env: Env): Promise<GoldenAnswers> {
  const base = await freeBase();
  const platform: Place = { address: (port) => `127.0.0.1:${base + (ports.get(port) ?? 0)}`, identities: identitiesOf(server) };
  const whole = await startWhole(dataDir, base, env);
  const sample = JSON.parse(readFileSync(join(dataDir, 'sample.json'), 'utf8')) as Sample;
  const madeAt = new Date().toISOString();
  console.log('telling the story');
  const ended = await tellStory(platform, sample).catch((error: unknown) => whole.child.stop().then(() => Promise.reject(error)));
  const doors = doorsOf(platform, ended.keys);
  try {
    console.log('looking at what it left');
    const repeats = await askAll(doors, ended.repeated);
    const looks = await lookAtRest(doors, looksAt(ended, sample, madeAt.slice(0, 10)));
    await whole.child.stop();
    const undecided = await withoutEngines(server, env, base, () => askAll(doors, [lateOrder(ended)]));
    return { madeAt, sample, keys: ended.keys, looks, repeats, undecided, ids: ended.ids };
  } finally {
    doors.close();
    await whole.child.stop();
  }
}
type Sample = Parameters<typeof tellStory>[1] & Parameters<typeof looksAt>[1];

/** What is accepted now is decided by nobody yet. */
async function withoutEngines<T>(server: string, env: Env, base: number, use: () => Promise<T>): Promise<T> {
  const names = modules.map(({ name }) => name).filter((name) => !['order-engine', 'inventory-engine'].includes(name));
  const [ops = 0] = await freePorts(1);
  const running = child(['--port-base', String(base), ...names], { ...env, OPS_PORT: String(ops) });
  try {
    await whenReady(running, async () => ((await fetch(`http://127.0.0.1:${ops}/readyz`)).ok ? true : undefined));
    const used = await use();
    await outboxesEmpty(Object.assign(new URL(server), { pathname: '/noren' }).href);
    return used;
  } finally {
    await running.stop();
  }
}

/** Where the log is on Kafka: all of it is there. */
async function outboxesEmpty(database: string): Promise<void> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    for (;;) {
      const { rowCount } = await client.query(`SELECT FROM "order".outbox`);
      if (rowCount === 0) return;
      await sleep(100);
    }
  } finally {
    await client.end();
  }
}
