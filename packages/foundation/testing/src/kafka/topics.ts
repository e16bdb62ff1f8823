// It mends kafkajs's timers, for whoever uses that in the same process.
import '@noren/log';
import { Kafka, logLevel } from 'kafkajs';

/** A record as it lies in its topic; `key` and `value` in base64. */
type TopicRecord = Readonly<{ partition: number; offset: number; key: string | null; value: string; headers: Readonly<Record<string, string>> }>;
export type StoredTopic = Readonly<{ topic: string; partitions: number; settings: Readonly<Record<string, string>>; records: readonly TopicRecord[] }>;

const TOPIC = 2;
const storedSettings = ['message.timestamp.type', 'retention.ms'];
const kafkaAt = (brokers: string): Kafka => new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING, clientId: 'golden' });

/** Topics that nobody writes to meanwhile, with all their records: all of the broker's but Kafka's own, unless they are named. */
export async function readTopics(brokers: string, wanted?: readonly string[]): Promise<readonly StoredTopic[]> {
  const kafka = kafkaAt(brokers);
  const admin = kafka.admin();
  await admin.connect();
  try {
    const names = wanted ?? (await admin.listTopics()).filter((name) => !name.startsWith('__')).toSorted();
    const ends = new Map(await Promise.all(names.map(async (name) => [name, await admin.fetchTopicOffsets(name)] as const)));
    const records = await readAll(
      kafka,
      new Map([...ends].map(([name, of]) => [name, of.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0)])),
    );
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: names.map((name) => ({ type: TOPIC, name })) });
    return names.map((topic) => {
      const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries ?? [];
      const settings = Object.fromEntries(
        entries.filter(({ configName }) => storedSettings.includes(configName)).map(({ configName, configValue }) => [configName, configValue]),
      );
      const of = (records.get(topic) ?? []).toSorted((a, b) => a.partition - b.partition || a.offset - b.offset);
      return { topic, partitions: ends.get(topic)?.length ?? 0, settings, records: of };
    });
  } finally {
    await admin.disconnect();
  }
}

async function readAll(kafka: Kafka, counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, TopicRecord[]>> {
  const found = new Map<string, TopicRecord[]>([...counts.keys()].map((name) => [name, []]));
  const consumer = kafka.consumer({ groupId: `golden-${process.pid}-${Date.now()}` });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [...counts.keys()], fromBeginning: true });
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    let read = 0;
    if (all > 0)
      await new Promise<void>((done, fail) => {
        consumer.on(consumer.events.CRASH, ({ payload }) => fail(payload.error));
        void consumer.run({
          eachMessage: async ({ topic, partition, message: { offset, key, value, headers = {} } }) => {
            const texts = Object.entries(headers).map(([name, of]) => [name, String(of)]);
            const record = { partition, offset: Number(offset), key: key?.toString('base64') ?? null, value: value?.toString('base64') ?? '' };
            found.get(topic)?.push({ ...record, headers: Object.fromEntries(texts) });
            if ((read += 1) === all) done();
          },
        });
      });
    return found;
  } finally {
    await consumer.disconnect();
  }
}

/** Makes topics on a broker that has none of them, and fills them so that each record has the offset that it had. Throws where one would get another. */
export async function fillTopics(brokers: string, topics: readonly StoredTopic[]): Promise<void> {
  const kafka = kafkaAt(brokers);
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await Promise.all([admin.connect(), producer.connect()]);
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: topics.map(({ topic, partitions, settings }) => ({
        ...{ topic, numPartitions: partitions, replicationFactor: 1 },
        configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
      })),
    });
    for (const { topic, records } of topics)
      for (const [partition, of] of Map.groupBy(records, (record) => record.partition)) {
        if (of.some(({ offset }, at) => offset !== at)) throw new Error(`${topic}/${partition} does not begin at 0, or has gaps`);
        const messages = of.map(({ key, value, headers }) => ({
          ...{ partition, key: key === null ? null : Buffer.from(key, 'base64'), value: Buffer.from(value, 'base64'), headers },
        }));
        const [appended] = await producer.send({ topic, acks: -1, messages });
        if (appended?.baseOffset !== '0') throw new Error(`${topic}/${partition} was not empty`);
      }
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
}
