import { pause } from '../backoff.ts';
import { Holding } from '../holding.ts';
import { LostPartitions, positionKey } from '../log.ts';
import type { Commits, Position, Running, Subscriber } from '../log.ts';
import type { LogLogger } from '../logger.ts';

type Parts = Readonly<{ commits: Pick<Commits, 'commit'>; everyMs: number; logger: LogLogger }>;

/** Whoever gives partitions up waits no longer than this until the last of them is shown. */
const LAST_MS = 500;

/**
 * Commits to Kafka how far a subscriber is whose positions lie in its own store, so that Kafka's own tools show its lag. It follows what the store has, every so
 * often and beside the batches; nobody reads it, and what is not taken is shown the next time.
 */
export function showingOffsets(subscriber: Subscriber, { commits, everyMs, logger }: Parts): Readonly<{ subscriber: Subscriber }> & Running {
  const holding = new Holding();
  const shown = new Map<string, number>();
  let underWay: Promise<unknown> | undefined;

  const commit = async (positions: readonly Position[]): Promise<void> => {
    const moved = positions.filter((position) => shown.get(positionKey(position)) !== position.offset);
    if (moved.length === 0) return;
    try {
      await commits.commit(
        subscriber.group,
        moved.map((position) => ({ ...position, metadata: '' })),
      );
      for (const position of moved) shown.set(positionKey(position), position.offset);
    } catch (error) {
      if (!(error instanceof LostPartitions)) logger.warn({ err: error, group: subscriber.group }, 'log: Kafka did not take how far a group is');
    }
  };
  const show = (positions: readonly Position[]): Promise<unknown> => {
    const mine = (underWay ?? Promise.resolve()).then(() => commit(positions)).finally(() => underWay === mine && (underWay = undefined));
    underWay = mine;
    return mine;
  };
  const timer = setInterval(() => {
    if (underWay === undefined) void show(holding.positions);
  }, everyMs).unref();

  return {
    subscriber: {
      ...subscriber,
      async assigned(partitions) {
        const positions = await subscriber.assigned(partitions);
        // What others have committed meanwhile is not known.
        for (const partition of partitions) shown.delete(positionKey(partition));
        holding.add(positions.map(({ topic, partition, offset }) => ({ topic, partition, offset })));
        return positions;
      },
      async batch(records, signal) {
        const answer = await subscriber.batch(records, signal);
        holding.moveBehind(records, answer?.resumeAt);
        return answer;
      },
      async revoked(partitions) {
        const given = new Set(partitions.map(positionKey));
        const last = show(holding.positions.filter((position) => given.has(positionKey(position))));
        holding.drop(partitions);
        await subscriber.revoked(partitions);
        // Whoever has left the group commits nothing any more.
        await Promise.race([last, pause(LAST_MS)]);
      },
    },
    async stop() {
      clearInterval(timer);
    },
  };
}
