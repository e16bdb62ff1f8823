import { randomBytes } from 'node:crypto';
import { eventually, testBroker } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../logger.ts';
import { ensureKafkaTopics } from './ensure-topics.ts';
import { kafkaOf } from './kafkajs.ts';

const broker = testBroker();
const brokers = broker?.brokers ?? '';
const name = `topics.${randomBytes(4).toString('hex')}`;
const topic = (partitions: number, retentionDays?: number) => ({ name, partitions, writers: [], ...(retentionDays === undefined ? {} : { retentionDays }) });

describe.skipIf(broker === undefined)('ensureKafkaTopics', () => {
  const admin = kafkaOf({ brokers: [brokers], clientId: 'test', prefix: '', logger: silent }).admin();
  beforeAll(() => admin.connect());
  afterAll(() => admin.disconnect());
  const resource = { type: 2, name };
  const setting = async (named: string): Promise<string | undefined> => {
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [resource] });
    return resources[0]?.configEntries.find(({ configName }) => configName === named)?.configValue;
  };
  const partitions = async (): Promise<number | undefined> => (await admin.fetchTopicMetadata({ topics: [name] })).topics[0]?.partitions.length;

  it("makes topics that keep everything, with the broker's clock, also when several processes do it at once", async () => {
    await Promise.all([1, 2, 3].map(() => ensureKafkaTopics({ brokers }, [topic(2)])));
    expect([await partitions(), await setting('retention.ms'), await setting('message.timestamp.type')]).toEqual([2, '-1', 'LogAppendTime']);
  });

  it('adds partitions, takes none away, and changes nothing when repeated', async () => {
    await ensureKafkaTopics({ brokers }, [topic(3)]);
    await ensureKafkaTopics({ brokers }, [topic(3)]);
    await eventually(async () => expect(await partitions()).toBe(3));
    await expect(ensureKafkaTopics({ brokers }, [topic(2)])).rejects.toThrow(/has 3 partitions/);
  });

  it('sets another retention and leaves alone what others have set', async () => {
    await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries: [{ name: 'max.message.bytes', value: '2000000' }] }] });
    // What the controller has taken, the broker tells a moment later.
    await eventually(async () => expect(await setting('max.message.bytes')).toBe('2000000'));
    await ensureKafkaTopics({ brokers }, [topic(3, 31)]);
    await eventually(async () => expect(await setting('retention.ms')).toBe(String(31 * 86_400_000)));
    expect([await setting('max.message.bytes'), await setting('message.timestamp.type')]).toEqual(['2000000', 'LogAppendTime']);
  });
});
