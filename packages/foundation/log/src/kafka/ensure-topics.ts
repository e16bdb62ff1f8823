import type { Admin } from 'kafkajs';
import { pause, pauseAfter } from '../backoff.ts';
import type { Backoff } from '../backoff.ts';
import type { Topic } from '../log.ts';
import { kafkaOf } from './kafkajs.ts';
import { reachOf } from './log.ts';
import type { KafkaLogOptions } from './log.ts';

type EnsureKafkaTopicsOptions = Omit<KafkaLogOptions, 'topics'> &
  Readonly<{ /** Copies of each partition; as many as the cluster gives by itself unless given. */ replicationFactor?: number }>;

const DAY = 86_400_000;
const BACKOFF: Backoff = { firstMs: 20, mostMs: 1_000 };
/** Some fifteen seconds. */
const TRIES = 20;
/** The protocol's number for topics among the things that have settings. */
const TOPIC = 2;

/**
 * Makes the topics, with the broker's clock in their records and the retention that they ask for; a topic that says nothing keeps everything. Repeating it changes nothing.
 * Throws when a topic would lose partitions: its keys would find their older records no more.
 */
export async function ensureKafkaTopics(options: EnsureKafkaTopicsOptions, wanted: readonly Topic[]): Promise<void> {
  const reach = reachOf(options);
  const topics = wanted.map((topic) => ({ ...topic, name: reach.prefix + topic.name }));
  const admin = kafkaOf(reach).admin({ retry: { retries: 10, initialRetryTime: 100, maxRetryTime: 1_000 } });
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !there.has(name));
    await create(admin, missing, options.replicationFactor ?? -1);
    for (const topic of topics.filter(({ name }) => there.has(name))) await adjust(admin, topic);
  } finally {
    await admin.disconnect();
  }
}

const settingsOf = ({ retentionDays }: Topic): Readonly<Record<string, string>> => ({
  'message.timestamp.type': 'LogAppendTime',
  'retention.ms': retentionDays === undefined ? '-1' : String(retentionDays * DAY),
});

/** Several processes start at once: of a topic that is there already kafkajs only says so. */
async function create(admin: Admin, topics: readonly Topic[], replicationFactor: number): Promise<void> {
  if (topics.length === 0) return;
  await admin.createTopics({
    waitForLeaders: false,
    topics: topics.map((topic) => ({
      topic: topic.name,
      numPartitions: topic.partitions,
      replicationFactor,
      configEntries: Object.entries(settingsOf(topic)).map(([name, value]) => ({ name, value })),
    })),
  });
  await Promise.all(topics.map(({ name, partitions }) => partitionsOf(admin, name, partitions)));
}

/** How many partitions a topic has, each with a leader; a new one is known to all brokers only after a while, by then it has at least so many. */
async function partitionsOf(admin: Admin, name: string, least = 1): Promise<number> {
  for (let failures = 1; ; failures += 1) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
      const led = topics[0]?.partitions.filter(({ leader }) => leader >= 0).length ?? 0;
      if (led >= least) return led;
      if (failures > TRIES) throw new Error(`log: of topic ${name} only ${led} partitions have a leader`);
    } catch (error) {
      if (failures > TRIES) throw error;
    }
    await pause(pauseAfter(failures, BACKOFF));
  }
}

async function adjust(admin: Admin, topic: Topic): Promise<void> {
  const { name, partitions } = topic;
  const had = await partitionsOf(admin, name);
  if (had > partitions) throw new Error(`log: topic ${name} has ${had} partitions and cannot go down to ${partitions}`);
  if (had < partitions) {
    await admin.createPartitions({ topicPartitions: [{ topic: name, count: partitions }] });
    await partitionsOf(admin, name, partitions);
  }
  await set(admin, topic);
}

/** Kafka replaces what a topic sets by itself as a whole, so what others have set goes with it. */
async function set(admin: Admin, topic: Topic): Promise<void> {
  const resource = { type: TOPIC, name: topic.name };
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [resource] });
  const entries = resources[0]?.configEntries ?? [];
  const wanted = settingsOf(topic);
  const differs = Object.entries(wanted).some(([name, value]) => entries.find(({ configName }) => configName === name)?.configValue !== value);
  if (!differs) return;
  const own = entries.filter(({ isDefault, configName }) => !isDefault && !(configName in wanted));
  const configEntries = [
    ...own.map(({ configName: name, configValue: value }) => ({ name, value })),
    ...Object.entries(wanted).map(([name, value]) => ({ name, value })),
  ];
  await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] });
}
