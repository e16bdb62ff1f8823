import { randomBytes } from 'node:crypto';
import { newId } from '@noren/kernel';
import { ensureKafkaTopics, kafkaLog } from '@noren/log';
import { eventually, testBroker } from '@noren/testing';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandRecord, counterHouse, rulebook, topics } from './counter.test-support.ts';
import { unwatched } from './engine-metrics.ts';
import { engineSubscriber } from './engine.ts';

const broker = testBroker();
const prefix = `offsets-${randomBytes(4).toString('hex')}.`;
const group = `${prefix}${rulebook.context}.engine`;
const commands = topics.commands.name;

describe.skipIf(broker === undefined)('an engine on Kafka', () => {
  const kafka = new Kafka({ brokers: (broker?.brokers ?? '').split(','), logLevel: logLevel.NOTHING }).admin();
  let house: Awaited<ReturnType<typeof counterHouse>>;
  /** The commands that engines have worked through, once for each time. */
  const worked: string[] = [];
  const start = () => {
    const watch = { ...unwatched, batch: (_: string, records: readonly Readonly<{ id: string }>[]) => void worked.push(...records.map(({ id }) => id)) };
    return house.log.subscribe(engineSubscriber({ rulebook, db: house.pool, outbox: house.outbox, watch }));
  };
  const give = async (many: number): Promise<readonly string[]> => {
    const records = Array.from({ length: many }, () => commandRecord({ type: 'Add', key: newId('k'), amount: 1 }));
    await house.log.append(records);
    return records.map(({ id }) => id);
  };
  /** As `kafka-consumer-groups.sh --describe` reckons it: the end of each partition without what the group has committed of it. */
  const lag = async (): Promise<number> => {
    const [of] = await kafka.fetchOffsets({ groupId: group, topics: [prefix + commands] });
    const ends = await kafka.fetchTopicOffsets(prefix + commands);
    const committed = new Map(of?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
    return ends.reduce((sum, { partition, high }) => sum + Number(high) - (committed.get(partition) ?? Number.NaN), 0);
  };

  beforeAll(async () => {
    const given = { brokers: broker?.brokers ?? '', prefix, topics: Object.values(topics), timing: { showMs: 50 } };
    await ensureKafkaTopics(given, given.topics);
    house = await counterHouse({ elsewhere: kafkaLog(given) });
    await kafka.connect();
  });
  afterAll(async () => {
    await kafka.disconnect();
    await house.close();
  });

  it('shows its lag to the tools of Kafka', async () => {
    const engine = await start();
    const first = await give(5);
    await eventually(async () => expect([worked.length, await lag()]).toEqual([5, 0]), 20_000);
    await engine.stop();
    const more = await give(3);
    await eventually(async () => expect(await lag()).toBe(3));
    const next = await start();
    await eventually(async () => expect([worked.length, await lag()]).toEqual([8, 0]), 20_000);
    await next.stop();
    expect(worked.toSorted()).toEqual([...first, ...more].toSorted());
  });

  it('goes on from its own position, whatever becomes of what the group has committed: nothing is decided twice or left out', async () => {
    const before = [...worked];
    const spoils: readonly (() => Promise<unknown>)[] = [
      () => kafka.deleteGroups([group]),
      () => kafka.setOffsets({ groupId: group, topic: prefix + commands, partitions: [{ partition: 0, offset: '0' }] }),
      () => kafka.setOffsets({ groupId: group, topic: prefix + commands, partitions: [{ partition: 0, offset: '1000' }] }),
    ];
    for (const spoil of spoils) {
      await eventually(spoil, 20_000);
      before.push(...(await give(4)));
      const engine = await start();
      await eventually(async () => expect([worked.length, await lag()]).toEqual([before.length, 0]), 20_000);
      await engine.stop();
    }
    expect(worked.toSorted()).toEqual(before.toSorted());
  });
});
