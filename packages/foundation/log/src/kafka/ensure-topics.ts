import type { Admin } from 'kafkajs';
import type { Topic } from '../log.ts';
import { errorType, kafkaOf } from './kafkajs.ts';
import { reachOf } from './log.ts';
import type { KafkaLogOptions } from './log.ts';

export type EnsureKafkaTopicsOptions = Omit<KafkaLogOptions, 'topics'> &
  Readonly<{ /** Copies of each partition; as many as the cluster gives by itself unless given. */ replicationFactor?: number }>;

const DAY = 86_400_000;
/** The protocol's number for topics among the things that have settings. */
const TOPIC = 2;

/**
 * Makes the topics, with the broker's clock in their records and the retention that they ask for; a topic that says nothing keeps everything. Repeating it changes nothing.
 * Throws when a topic would lose partitions: its keys would find their older records no more.
 */
export async function ensureKafkaTopics(options: EnsureKafkaTopicsOptions, topics: readonly Topic[]): Promise<void> {
  const admin = kafkaOf(reachOf(options)).admin({ retry: { retries: 10, initialRetryTime: 100, maxRetryTime: 1_000 } });
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

async function create(admin: Admin, topics: readonly Topic[], replicationFactor: number): Promise<void> {
  if (topics.length === 0) return;
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: topics.map((topic) => ({
        topic: topic.name,
        numPartitions: topic.partitions,
        replicationFactor,
        configEntries: Object.entries(settingsOf(topic)).map(([name, value]) => ({ name, value })),
      })),
    });
  } catch (error) {
    // Several processes start at once.
    if (errorType(error) !== 'TOPIC_ALREADY_EXISTS') throw error;
  }
}

async function adjust(admin: Admin, topic: Topic): Promise<void> {
  const { name, partitions } = topic;
  const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
  const had = topics[0]?.partitions.length ?? 0;
  if (had > partitions) throw new Error(`log: topic ${name} has ${had} partitions and cannot go down to ${partitions}`);
  if (had < partitions) await admin.createPartitions({ topicPartitions: [{ topic: name, count: partitions }] });
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
