import { positionKey } from '../log.ts';
import type { Subscriber, TopicPartition } from '../log.ts';

/** A subscriber that is watched: which partitions it has taken over and not given up. `left` is called with those that it has given up. */
export function watched(subscriber: Subscriber, left: (partitions: readonly TopicPartition[]) => void): Readonly<{ subscriber: Subscriber; holds(): boolean }> {
  const taken = new Set<string>();
  const gone = (partitions: readonly TopicPartition[]): void => {
    for (const partition of partitions) taken.delete(positionKey(partition));
    left(partitions);
  };
  return {
    holds: () => taken.size > 0,
    subscriber: {
      group: subscriber.group,
      topics: subscriber.topics,
      maxRecords: subscriber.maxRecords,
      ...(subscriber.lingerMs === undefined ? {} : { lingerMs: subscriber.lingerMs }),
      ...(subscriber.full === undefined ? {} : { full: () => subscriber.full?.() ?? [] }),
      batch: (records, signal) => subscriber.batch(records, signal),
      assigned: async (partitions) => {
        for (const partition of partitions) taken.add(positionKey(partition));
        try {
          return await subscriber.assigned(partitions);
        } catch (error) {
          gone(partitions);
          throw error;
        }
      },
      revoked: (partitions) => subscriber.revoked(partitions).finally(() => gone(partitions)),
    },
  };
}
