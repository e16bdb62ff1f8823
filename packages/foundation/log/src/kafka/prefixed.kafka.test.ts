import { randomBytes } from 'node:crypto';
import { eventually, testBroker } from '@noren/testing';
import { AssignerProtocol } from 'kafkajs';
import { afterEach, describe, expect, it } from 'vitest';
import { record } from '../contract-suite.ts';
import { positionKey } from '../log.ts';
import type { Commits, Log, LogRecord } from '../log.ts';
import { ensureKafkaTopics } from './ensure-topics.ts';
import { Hands, noBroker, queueing, timing } from './kafka.test-support.ts';
import { kafkaOf } from './kafkajs.ts';
import { kafkaLog, reachOf } from './log.ts';
import { kafkaTopics } from './topics-there.ts';

const brokers = testBroker()?.brokers ?? '';
const PARTITIONS = 3;

describe.skipIf(noBroker)('logs that share a Kafka, each behind a prefix of its own', () => {
  const logs: Log[] = [];
  afterEach(async () => void (await Promise.all(logs.splice(0).map((log) => log.close()))));

  async function open(prefix: string, topic: string): Promise<Log & Commits> {
    const topics = [{ name: topic, partitions: PARTITIONS, writers: [] }];
    await ensureKafkaTopics({ brokers, prefix }, topics);
    const log = kafkaLog({ brokers, prefix, topics, timing });
    logs.push(log);
    return log;
  }

  it('know topics and groups by their own names and see nothing of each other', async () => {
    const topic = `shared.${randomBytes(4).toString('hex')}`;
    const done: Record<string, LogRecord[]> = {};
    const seen: Record<string, LogRecord[]> = {};
    for (const prefix of ['', 'one.', 'two.']) {
      const log = await open(prefix, topic);
      const [its, delivered]: [LogRecord[], LogRecord[]] = [[], []];
      [done[prefix], seen[prefix]] = [its, delivered];
      await log.tail([topic], 'end', (records) => void delivered.push(...records));
      await log.subscribe(queueing(prefix, 'workers', topic, log, new Hands(), (one) => void its.push(one)));
      const appended = await log.append(Array.from({ length: 30 }, (_, index) => record(topic, `key ${index % 7}`, `${prefix}${index}`)));
      expect(new Set(appended.map((position) => position.topic))).toEqual(new Set([topic]));
    }
    for (const [prefix, its] of Object.entries(done)) {
      const wanted = Array.from({ length: 30 }, (_, index) => `${prefix}${index}`).toSorted();
      await eventually(() => expect(its.map(({ id }) => id).toSorted()).toEqual(wanted), 20_000);
      await eventually(() => expect(seen[prefix]?.map(({ id }) => id).toSorted()).toEqual(wanted), 20_000);
      expect(new Set(its.map((one) => one.topic))).toEqual(new Set([topic]));
      for (const part of Map.groupBy(its, positionKey).values()) expect(part.map(({ offset }) => offset)).toEqual(part.map((_, index) => index));
    }
  });

  it('are committed apart, read apart, and a tool of Kafka’s sees the names that are there', async () => {
    const topic = `shared.${randomBytes(4).toString('hex')}`;
    const [one, two] = [await open('one.', topic), await open('two.', topic)];
    const all = Array.from({ length: PARTITIONS }, (_, partition) => ({ topic, partition }));
    await one.append([record(topic, 'k', 'only one')]);
    await one.commit(
      `of ${topic}`,
      all.map((partition) => ({ ...partition, offset: 5, metadata: 'one' })),
    );
    expect((await one.committed(`of ${topic}`, all)).map(({ offset, metadata }) => [offset, metadata])).toEqual(all.map(() => [5, 'one']));
    expect((await two.committed(`of ${topic}`, all)).map(({ offset, metadata }) => [offset, metadata])).toEqual(all.map(() => [0, '']));
    expect((await one.ends([topic])).reduce((sum, { offset }) => sum + offset, 0)).toBe(1);
    expect((await two.ends([topic])).reduce((sum, { offset }) => sum + offset, 0)).toBe(0);
    const at = (await one.ends([topic])).find(({ offset }) => offset === 1);
    expect((await one.read({ topic, partition: at?.partition ?? 0, offset: 0 }, 10)).map(({ id }) => id)).toEqual(['only one']);
    expect((await kafkaTopics({ brokers, prefix: 'two.' })).filter(({ name }) => name === topic)).toEqual([
      { name: topic, partitions: PARTITIONS, writers: [] },
    ]);

    await two.subscribe(queueing('two', `of ${topic}`, topic, two, new Hands(), () => undefined));
    const admin = kafkaOf(reachOf({ brokers })).admin();
    await admin.connect();
    // What a group is said to read keeps its offsets from being forgotten.
    await eventually(async () => {
      const { groups } = await admin.describeGroups([`two.of ${topic}`]);
      const [member] = groups[0]?.members ?? [];
      expect(AssignerProtocol.MemberMetadata.decode(member?.memberMetadata ?? Buffer.alloc(0))?.topics).toEqual([`two.${topic}`]);
      expect(AssignerProtocol.MemberAssignment.decode(member?.memberAssignment ?? Buffer.alloc(0))?.assignment).toEqual({ [`two.${topic}`]: [0, 1, 2] });
    }, 10_000);
    await admin.disconnect();
  });
});
