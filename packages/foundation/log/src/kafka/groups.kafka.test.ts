import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@noren/testing';
import { Kafka, logLevel } from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { record } from '../contract-suite.ts';
import { LostPartitions, positionKey } from '../log.ts';
import type { LogRecord, Subscriber, TopicPartition } from '../log.ts';
import { Hands, leaseMs, noBroker, placeOf, queueing, timing } from './kafka.test-support.ts';
import type { Place } from './kafka.test-support.ts';

const PARTITIONS = 6;

describe.skipIf(noBroker)('a group on Kafka', () => {
  let place: Place;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    place = await placeOf(PARTITIONS);
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await place.close();
  });
  const append = (log: ReturnType<Place['open']>, ids: readonly number[]) => log.append(ids.map((id) => record(place.topic, `key ${id % 17}`, String(id))));

  it('goes from two members to three and back under load: nobody works beside another, nothing is done twice, nothing is left out', async () => {
    const logs = [place.open(), place.open(), place.open(), place.open()] as const;
    const hands = new Hands();
    const done: LogRecord[] = [];
    const member = (index: 0 | 1 | 2) => queueing(`member ${index}`, 'lanes', place.topic, logs[index], hands, (one) => void done.push(one));
    const sizes = (): readonly number[] => [0, 1, 2].map((index) => hands.of(`member ${index}`).length);
    let appended = 0;
    let loading = true;
    const load = (async () => {
      for (; loading; await sleep(5))
        await append(
          logs[3],
          Array.from({ length: 20 }, () => (appended += 1)),
        );
    })();
    await logs[0].subscribe(member(0));
    await logs[1].subscribe(member(1));
    await eventually(() => sizes().join() === '3,3,0', 20_000);
    for (const _ of [1, 2]) {
      const third = await logs[2].subscribe(member(2));
      await eventually(() => sizes().join() === '2,2,2', 20_000);
      await sleep(300);
      await third.stop();
      await eventually(() => sizes().join() === '3,3,0', 20_000);
    }
    loading = false;
    await load;
    await eventually(() => done.length >= appended, 30_000);
    await sleep(200);
    expect(hands.clashes).toEqual([]);
    expect(new Set(done.map(({ id }) => id)).size).toBe(appended);
    expect(done).toHaveLength(appended);
    for (const its of Map.groupBy(done, positionKey).values()) expect(its.map(({ offset }) => offset)).toEqual(its.map((_, index) => index));
  });

  it('gives the partitions of a member whose process was killed to the others', async () => {
    const log = place.open();
    const holds = new Set<string>();
    await log.subscribe(holder('killed', holds));
    await eventually(() => holds.size === PARTITIONS, 10_000);
    const script = `
      import { kafkaLog } from ${JSON.stringify(join(import.meta.dirname, 'log.ts'))};
      const topics = [{ name: ${JSON.stringify(place.topic)}, partitions: ${PARTITIONS}, writers: [] }];
      const log = kafkaLog({ brokers: ${JSON.stringify(place.brokers)}, topics, timing: ${JSON.stringify(timing)} });
      await log.subscribe({ group: 'killed', topics: [topics[0].name], maxRecords: 10, revoked: async () => {}, batch: async () => {},
        assigned: async (partitions) => partitions.map((partition) => ({ ...partition, offset: 0 })) });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
    children.push(child);
    await eventually(() => holds.size === PARTITIONS / 2, 20_000);
    child.kill('SIGKILL');
    const killed = performance.now();
    await eventually(() => holds.size === PARTITIONS, 20_000);
    expect(performance.now() - killed).toBeLessThan(2 * leaseMs);
  });

  it('keeps a member whose batch takes longer than the lease, and one that takes long to let go', async () => {
    const [first, second] = [place.open(), place.open()];
    const holds = new Set<string>();
    const [taken, heirs]: [string[], Set<string>] = [[], new Set()];
    let batches = 0;
    await first.subscribe({
      ...holder('slow', holds),
      assigned: (partitions) => {
        taken.push(...partitions.map(positionKey));
        return Promise.resolve(partitions.map((partition) => ({ ...partition, offset: 0 })));
      },
      revoked: () => sleep(2 * leaseMs),
      batch: async () => {
        await sleep(2 * leaseMs);
        batches += 1;
      },
    });
    await append(first, [1]);
    await eventually(() => batches === 1, 10 * leaseMs);
    expect(taken).toHaveLength(PARTITIONS);
    await second.subscribe(holder('slow', heirs));
    await sleep(leaseMs);
    expect(heirs.size).toBe(0);
    await eventually(() => heirs.size === PARTITIONS / 2, 10 * leaseMs);
    expect(taken).toHaveLength(PARTITIONS);
  });

  it('takes commits with 4,096 characters of metadata, while a partition is given up too, and gives them to the next member', async () => {
    const log = place.open();
    const metadata = 'm'.repeat(4_096);
    const holds = new Set<string>();
    const subscription = await log.subscribe({
      ...holder('commits', holds),
      revoked: (partitions) =>
        log.commit(
          'commits',
          partitions.map((partition) => ({ ...partition, offset: 42, metadata })),
        ),
    });
    await eventually(() => holds.size === PARTITIONS, 10_000);
    const all = [...holds].map((_, partition): TopicPartition => ({ topic: place.topic, partition }));
    expect(await log.committed('commits', all)).toEqual(all.map((partition) => ({ ...partition, offset: 0, metadata: '' })));
    await expect(log.commit('commits', [{ topic: place.topic, partition: 0, offset: 1, metadata: `${metadata}m` }])).rejects.toThrow();
    await subscription.stop();
    expect(await place.open().committed('commits', all)).toEqual(all.map((partition) => ({ ...partition, offset: 42, metadata })));
  });

  it('takes no commits for what another member holds', async () => {
    const logs = [place.open(), place.open()] as const;
    const holds = [new Set<string>(), new Set<string>()] as const;
    await logs[0].subscribe(holder('mine', holds[0]));
    await logs[1].subscribe(holder('mine', holds[1]));
    await eventually(() => holds[0].size === 3 && holds[1].size === 3, 10_000);
    const [theirs = ''] = [...holds[1]];
    const commit = { topic: place.topic, partition: Number(theirs.slice(theirs.lastIndexOf('/') + 1)), offset: 1, metadata: '' };
    await expect(logs[0].commit('mine', [commit])).rejects.toThrow(LostPartitions);
    await logs[1].commit('mine', [commit]);
    await expect(place.open().commit('mine', [commit])).rejects.toThrow();
  });

  it('shows Kafka how far a group is whose positions lie elsewhere: from where it begins, behind each batch, and when it leaves', async () => {
    const log = place.open({ timing: { ...timing, showMs: 50 } });
    const holds = new Set<string>();
    let gate: Promise<void> = Promise.resolve();
    let open: () => void = () => undefined;
    const kafka = new Kafka({ brokers: place.brokers.split(','), logLevel: logLevel.NOTHING }).admin();
    await kafka.connect();
    const shown = async (): Promise<readonly number[]> => {
      const [of] = await kafka.fetchOffsets({ groupId: 'shown', topics: [place.topic] });
      return (of?.partitions ?? []).toSorted((a, b) => a.partition - b.partition).map(({ offset }) => Number(offset));
    };
    try {
      await append(
        log,
        Array.from({ length: 60 }, (_, id) => id),
      );
      const ends = (await log.ends([place.topic])).map(({ offset }) => offset);
      const begin = ends.map((end) => Math.min(end, 2));
      const subscription = await log.subscribe({
        ...holder('shown', holds),
        keepsPositions: true,
        assigned: (partitions) => Promise.resolve(partitions.map((partition) => ({ ...partition, offset: begin[partition.partition] ?? 0 }))),
        batch: () => gate,
      });
      await eventually(async () => expect(await shown()).toEqual(ends), 10_000);
      gate = new Promise((resolve) => (open = resolve));
      await append(log, [100]);
      const [behind] = (await log.ends([place.topic])).filter(({ partition, offset }) => offset > (ends[partition] ?? 0));
      await sleep(300);
      expect((await shown())[behind?.partition ?? 0]).toBe(ends[behind?.partition ?? 0]);
      open();
      await subscription.stop();
      await eventually(async () => expect(await shown()).toEqual((await log.ends([place.topic])).map(({ offset }) => offset)), 10_000);
    } finally {
      open();
      await kafka.disconnect();
    }
  });

  const holder = (group: string, holds: Set<string>): Subscriber => ({
    group,
    topics: [place.topic],
    maxRecords: 10,
    assigned: (partitions) => {
      for (const partition of partitions) holds.add(positionKey(partition));
      return Promise.resolve(partitions.map((partition) => ({ ...partition, offset: 0 })));
    },
    revoked: (partitions) => {
      for (const partition of partitions) holds.delete(positionKey(partition));
      return Promise.resolve();
    },
    batch: () => Promise.resolve(),
  });
});
