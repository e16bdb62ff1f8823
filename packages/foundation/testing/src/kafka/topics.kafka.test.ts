import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testBroker } from './test-broker.ts';
import { fillTopics, type StoredTopic, readTopics } from './topics.ts';

const broker = testBroker();
const brokers = broker?.brokers ?? '';

describe.skipIf(broker === undefined)('topics that were kept', () => {
  const name = `kept.${randomBytes(4).toString('hex')}`;
  const record = (partition: number, offset: number) => ({
    ...{ partition, offset, key: Buffer.from(`key ${offset}`).toString('base64') },
    ...{ value: Buffer.from([0, 255, offset]).toString('base64'), headers: { ce_id: `cmd_${offset}`, actor: '店' } },
  });
  const topics: readonly StoredTopic[] = [
    {
      ...{ topic: name, partitions: 3, settings: { 'message.timestamp.type': 'LogAppendTime', 'retention.ms': '-1' } },
      records: [record(0, 0), record(0, 1), record(2, 0)],
    },
    { topic: `${name}.empty`, partitions: 1, settings: { 'message.timestamp.type': 'LogAppendTime', 'retention.ms': '86400000' }, records: [] },
  ];

  it('come back with each record at its offset', async () => {
    await fillTopics(brokers, topics);
    expect(
      await readTopics(
        brokers,
        topics.map(({ topic }) => topic),
      ),
    ).toEqual(topics);
  });

  it('are not filled over records that are there', async () => {
    await expect(fillTopics(brokers, topics.slice(0, 1))).rejects.toThrow('was not empty');
  });

  it('are refused where a record would get another offset', async () => {
    await expect(fillTopics(brokers, [{ topic: `${name}.gap`, partitions: 1, settings: {}, records: [record(0, 1)] }])).rejects.toThrow('gaps');
  });
});
