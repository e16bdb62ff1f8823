import { eventually } from '@noren/testing';
import { expect, it } from 'vitest';
import { localNotifier } from './notifier.ts';
import { positionKey, type Subscriber, type TopicPartition } from './log.ts';
import { silent } from './logger.ts';
import { Member } from './member.ts';
import type { GroupMembership, Assignment } from './source.ts';

const [ONE, OTHER]: readonly TopicPartition[] = [0, 1].map((partition) => ({ topic: 't', partition }));

/** A member over a log in which nothing comes to be read, and whose assignment is what the test says, once. */
function memberOf(more: Partial<Subscriber>) {
  const held = new Set<string>();
  let assignment: Assignment = { should: [], leased: new Set() };
  let changed = (): void => undefined;
  const membership: GroupMembership = {
    get assignment() {
      return assignment;
    },
    beatNow: () => undefined,
    claim: async (partitions) => {
      assignment = { ...assignment, leased: new Set([...assignment.leased, ...partitions.map(positionKey)]) };
      return partitions;
    },
    release: async (partitions) => {
      const gone = new Set(partitions.map(positionKey));
      assignment = { ...assignment, leased: new Set([...assignment.leased].filter((key) => !gone.has(key))) };
    },
    leave: () => Promise.resolve(),
  };
  const subscriber: Subscriber = {
    group: 'g',
    topics: ['t'],
    maxRecords: 10,
    assigned: async (partitions) => {
      for (const partition of partitions) held.add(positionKey(partition));
      return partitions.map((partition) => ({ ...partition, offset: 0 }));
    },
    revoked: async (partitions) => {
      for (const partition of partitions) held.delete(positionKey(partition));
    },
    batch: () => Promise.resolve(),
    ...more,
  };
  const source = { read: () => Promise.resolve({ records: [], more: false }), notifier: localNotifier(), logger: silent, backoff: { firstMs: 1, mostMs: 1 } };
  const member = new Member(subscriber, source, (onChange) => ((changed = onChange), membership));
  return {
    member,
    held,
    stand: (should: readonly (TopicPartition | undefined)[]) => {
      assignment = { ...assignment, should: should.filter((one) => one !== undefined) };
      changed();
    },
  };
}

it('takes over what it is given while it takes others over, though nobody says so twice and nothing comes to be read', async () => {
  const [requested, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const taken: string[] = [];
  const { member, stand } = memberOf({
    assigned: async (partitions) => {
      requested.resolve();
      await go.promise;
      taken.push(...partitions.map(positionKey));
      return partitions.map((partition) => ({ ...partition, offset: 0 }));
    },
  });
  stand([ONE]);
  await requested.promise;
  stand([ONE, OTHER]);
  go.resolve();
  await eventually(() => expect(taken).toEqual(['t/0', 't/1']));
  await member.stop();
});

it('gives up what it is not to keep any more, though it learns so while it gives up something else', async () => {
  const [requested, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { member, held, stand } = memberOf({
    revoked: async (partitions) => {
      requested.resolve();
      await go.promise;
      for (const partition of partitions) held.delete(positionKey(partition));
    },
  });
  stand([ONE, OTHER]);
  await eventually(() => expect(held.size).toBe(2));
  stand([ONE]);
  await requested.promise;
  stand([]);
  go.resolve();
  await eventually(() => expect(held.size).toBe(0));
  await member.stop();
});
