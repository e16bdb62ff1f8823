import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { kafkaBroker } from '../../../packages/foundation/testing/src/kafka/index.ts';
import { startEcho, type Echo } from './echo.ts';
import { javaRunners, type JavaRunners } from './java.ts';
import { pin, pinning, unpin, type Pinning } from './pinning.ts';
import { message, PARTITIONS, type Keys, type Kind, type Message } from './tasks.ts';

/** What every run stands on: one broker, a downstream, a core for these and one for what is measured, the runners. */
export type Ground = Readonly<{
  brokers: string;
  version: string;
  kafka: Kafka;
  echo: Echo;
  pins: Pinning;
  /** Who shares the broker's core. */
  beside: readonly number[];
  java: JavaRunners | undefined;
  /** For journals. */
  folder: string;
  say(line: string): void;
}>;

/** A topic that has just been made is not known everywhere at once. */
const PATIENT = { retries: 20, initialRetryTime: 50, maxRetryTime: 1_000 };

export async function onGround<Result>(pinned: boolean, say: (line: string) => void, use: (ground: Ground) => Promise<Result>): Promise<Result> {
  const java = javaRunners(say);
  const pins = pinning(pinned);
  const folder = mkdtempSync(join(tmpdir(), 'noren-lanes-bench-'));
  const given = process.env['KAFKA_BROKERS'];
  const broker = given ? undefined : await kafkaBroker({ dataDir: join(folder, 'kafka'), temporary: true });
  const echo = await startEcho();
  const beside = [process.pid, echo.pid, ...(broker === undefined ? [] : [broker.pid])];
  if (pins !== undefined) for (const pid of beside) pin(pid, pins.broker);
  const brokers = broker?.brokers ?? given ?? '';
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING, retry: PATIENT });
  try {
    return await use({ brokers, version: broker?.version ?? 'as KAFKA_BROKERS has it', kafka, echo, pins, beside, java, folder, say });
  } finally {
    await echo.stop();
    await broker?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same ground, and the machine does what it likes with its cores meanwhile. */
export async function unpinned<Result>(ground: Ground, use: (ground: Ground) => Promise<Result>): Promise<Result> {
  const { pins, beside } = ground;
  if (pins === undefined) return use(ground);
  for (const pid of beside) unpin(pid);
  try {
    return await use({ ...ground, pins: undefined });
  } finally {
    for (const pid of beside) pin(pid, pins.broker);
  }
}

/** A client for one thing and no longer: kafkajs asks for ever after topics that it has known, and fails when one is deleted. */
export async function connected<Client extends Readonly<{ connect(): Promise<void>; disconnect(): Promise<void> }>, Result>(
  client: Client,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.disconnect();
  }
}

let topics = 0;

/** A new topic, with the others that a system may want beside it. */
export async function newTopic({ kafka }: Ground, name: string, beside: readonly string[] = []): Promise<string> {
  const topic = `bench-${name}-${process.pid}-${(topics += 1)}`;
  const all = [topic, ...beside.map((suffix) => topic + suffix)];
  const created = all.map((one) => ({ topic: one, numPartitions: PARTITIONS, replicationFactor: 1 }));
  await connected(kafka.admin(), (admin) => admin.createTopics({ topics: created }));
  return topic;
}

export const dropTopics = ({ kafka }: Ground, topic: string): Promise<void> =>
  connected(kafka.admin(), async (admin) => {
    const known = await admin.listTopics();
    await admin.deleteTopics({ topics: known.filter((name) => name.startsWith(topic)) });
  });

const AT_ONCE = 5_000;

/** Fills a topic with tasks before anybody reads them. */
export const preload = ({ kafka }: Ground, topic: string, messages: Iterable<Message>): Promise<void> =>
  connected(kafka.producer({ allowAutoTopicCreation: false }), async (producer) => {
    let some: Message[] = [];
    const send = async (): Promise<void> => {
      await producer.send({ topic, acks: -1, messages: some });
      some = [];
    };
    for (const one of messages) if (some.push(one) === AT_ONCE) await send();
    if (some.length > 0) await send();
  });

export function* tasks(total: number, keys: Keys, kindOf: (id: number) => Kind = () => 0): Generator<Message> {
  for (let id = 0; id < total; id += 1) yield message(id, keys, kindOf(id));
}

/** Whether the group has committed the end of every partition. */
export const committedToTheEnd = ({ kafka }: Ground, topic: string, group: string): Promise<boolean> =>
  connected(kafka.admin(), async (admin) => {
    const [ends, [of]] = await Promise.all([admin.fetchTopicOffsets(topic), admin.fetchOffsets({ groupId: group, topics: [topic] })]);
    const committed = new Map(of?.partitions.map(({ partition, offset }) => [partition, offset]));
    return ends.every(({ partition, offset }) => offset === '0' || committed.get(partition) === offset);
  });

const JOINED_WITHIN_MS = 30_000;

/** Resolves when so many members share the group's partitions and none is about to join or to leave. */
export const joined = ({ kafka }: Ground, group: string, members: number): Promise<void> =>
  connected(kafka.admin(), async (admin) => {
    for (const until = performance.now() + JOINED_WITHIN_MS; performance.now() < until; await sleep(100)) {
      const [of] = (await admin.describeGroups([group])).groups;
      if (of?.state === 'Stable' && of.members.length === members) return;
    }
    throw new Error(`the group did not come to ${members} members within ${JOINED_WITHIN_MS / 1_000} s`);
  });
