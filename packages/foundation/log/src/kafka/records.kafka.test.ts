import { eventually } from '@noren/testing';
import { CompressionTypes } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silent } from '../logger.ts';
import type { LogRecord } from '../log.ts';
import { kafkaOf } from './kafkajs.ts';
import { noBroker, placeOf } from './kafka.test-support.ts';
import type { Place } from './kafka.test-support.ts';

describe.skipIf(noBroker)('records of strangers', () => {
  let place: Place;
  beforeEach(async () => {
    place = await placeOf(1);
  });
  afterEach(() => place.close());
  const kafka = () => kafkaOf({ brokers: [place.brokers], clientId: 'stranger', prefix: '', logger: silent });
  const produce = async (messages: readonly { key?: string; value: Buffer | null; timestamp?: string; headers?: Record<string, Buffer> }[]): Promise<void> => {
    const producer = kafka().producer();
    await producer.connect();
    await producer.send({ topic: place.topic, messages: [...messages] });
    await producer.disconnect();
  };

  it('are read with what they have: no key, no value, bytes in a header', async () => {
    await produce([
      { value: Buffer.from('plain'), headers: { dt_meta: Buffer.from([0, 255, 128]) } },
      { key: 'k', value: null },
    ]);
    const records = await place.open({ binaryHeaders: ['dt_meta'] }).read({ topic: place.topic, partition: 0, offset: 0 }, 10);
    expect(records.map(({ key, id, type, value, headers }) => ({ key, id, type, value: Buffer.from(value).toString(), headers }))).toEqual([
      { key: '', id: `${place.topic}/0/0`, type: '', value: 'plain', headers: { dt_meta: 'AP+A' } },
      { key: 'k', id: `${place.topic}/0/1`, type: '', value: '', headers: {} },
    ]);
  });

  it('are read where their producer compressed them', async () => {
    const producer = kafka().producer();
    await producer.connect();
    const values = Array.from({ length: 500 }, (_, index) => `value ${index}`);
    await producer.send({ topic: place.topic, compression: CompressionTypes.GZIP, messages: values.map((value) => ({ value })) });
    await producer.disconnect();
    const records = await place.open().read({ topic: place.topic, partition: 0, offset: 100 }, 1_000);
    expect(records.map(({ value }) => Buffer.from(value).toString())).toEqual(values.slice(100));
  });

  it('of transactions are read when they are committed, and never when they were aborted', async () => {
    const producer = kafka().producer({ transactionalId: `of ${place.topic}`, idempotent: true, maxInFlightRequests: 1, retry: { retries: 20 } });
    await producer.connect();
    for (const value of ['aborted', 'committed', 'aborted too']) {
      const transaction = await producer.transaction();
      await transaction.send({ topic: place.topic, messages: [{ value }, { value }] });
      await (value === 'committed' ? transaction.commit() : transaction.abort());
    }
    await producer.disconnect();
    await produce([{ value: Buffer.from('plain') }]);
    const log = place.open();
    const seen: LogRecord[] = [];
    await log.tail([place.topic], [], (records) => void seen.push(...records));
    await eventually(() => seen.length === 3, 10_000);
    for (const records of [seen, await log.read({ topic: place.topic, partition: 0, offset: 0 }, 10)])
      expect(records.map(({ value }) => Buffer.from(value).toString())).toEqual(['committed', 'committed', 'plain']);
  });

  it('never have an instant before the one in front of them, though their producers said so', async () => {
    const admin = kafka().admin();
    await admin.connect();
    const configEntries = [{ name: 'message.timestamp.type', value: 'CreateTime' }];
    await admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name: place.topic, configEntries }] });
    await admin.disconnect();
    const [noon, before] = [new Date('2026-03-01T12:00:00Z'), new Date('2026-03-01T11:00:00Z')];
    for (const time of [noon, before]) await produce([{ value: Buffer.from('x'), timestamp: String(time.getTime()) }]);
    const log = place.open();
    const seen: LogRecord[] = [];
    await log.tail([place.topic], [], (records) => void seen.push(...records));
    await eventually(() => seen.length === 2, 10_000);
    for (const records of [seen, await log.read({ topic: place.topic, partition: 0, offset: 0 }, 10)])
      expect(records.map(({ at }) => at)).toEqual([noon.toISOString(), noon.toISOString()]);
  });

  it('that retention has dropped are passed by: reading goes on with the first there is', async () => {
    await produce(['a', 'b', 'c'].map((value) => ({ value: Buffer.from(value) })));
    const admin = kafka().admin();
    await admin.connect();
    await admin.fetchTopicOffsets(place.topic);
    await admin.deleteTopicRecords({ topic: place.topic, partitions: [{ partition: 0, offset: '2' }] });
    await admin.disconnect();
    const log = place.open();
    const seen: LogRecord[] = [];
    await log.tail([place.topic], [], (records) => void seen.push(...records));
    await eventually(() => seen.length === 1, 10_000);
    for (const records of [seen, await log.read({ topic: place.topic, partition: 0, offset: 0 }, 10)]) expect(records.map(({ offset }) => offset)).toEqual([2]);
  });

  it('of a topic that was made anew are read from its beginning, by who stood further than it goes', async () => {
    await produce(['a', 'b', 'c'].map((value) => ({ value: Buffer.from(value) })));
    const log = place.open();
    const seen: LogRecord[] = [];
    await log.tail([place.topic], [{ topic: place.topic, partition: 0, offset: 100 }], (records) => void seen.push(...records));
    await eventually(() => expect(seen.map(({ offset }) => offset)).toEqual([0, 1, 2]), 10_000);
    await produce([{ value: Buffer.from('d') }]);
    await eventually(() => expect(seen.map(({ offset }) => offset)).toEqual([0, 1, 2, 3]), 10_000);
  });
});
