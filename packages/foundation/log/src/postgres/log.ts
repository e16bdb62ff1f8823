import { randomUUID } from 'node:crypto';
import type { Clock } from '@noren/kernel';
import type pg from 'pg';
import type { Notifier } from '../notifier.ts';
import type { Commits, Log, Running, Topic } from '../log.ts';
import { silent } from '../logger.ts';
import type { LogLogger } from '../logger.ts';
import { behind } from '../holding.ts';
import { Member } from '../member.ts';
import { partitionOfKey } from '../partitioner.ts';
import type { Source } from '../source.ts';
import { tailFrom } from '../tail.ts';
import { appendCall } from './append-call.ts';
import { gatheredAppend } from './appending.ts';
import { postgresNotifier } from './notifier.ts';
import { commitsOf } from './commits.ts';
import { PostgresGroupMembership } from './group-membership.ts';
import { groupBook } from './membership.ts';
import type { Membership } from './membership.ts';
import { usualTiming } from './options.ts';
import type { Timing } from './options.ts';
import { pollHeads } from './poll.ts';
import { endsOf, mayHaveLeft, readFrom } from './reading.ts';
import { dropOld } from './retention.ts';

type PostgresLogOptions = Readonly<{
  /** Of a role that may use the log; appends are its own. Better not the pool of long transactions: heartbeats must not wait for a connection. */
  pool: pg.Pool;
  /** Every topic that is written or read through this log. */
  topics: readonly Topic[];
  logger?: LogLogger;
  /** For tests: the time at which records are taken in, instead of the database's. */
  clock?: Clock;
  /** The process's notifier, so that the logs of several roles share a connection. Without it the log makes one, and closes it. */
  notifier?: Notifier;
  timing?: Partial<Timing>;
}>;

/** The log in PostgreSQL: durable, on one machine. Its schema comes from the package's migrations, its topics from `ensureTopics`. */
export function postgresLog({ pool, topics, logger = silent, clock, notifier: given, timing: timingOptions }: PostgresLogOptions): Log & Commits {
  const timing = { ...usualTiming, ...timingOptions };
  const notifier = given ?? postgresNotifier({ connection: pool.options, logger });
  const source: Source = {
    read: async (positions, max) => {
      const records = await readFrom(pool, positions, max);
      return { records, more: mayHaveLeft(records.length, positions.length, max) };
    },
    notifier,
    logger,
    backoff: timing.backoff,
  };
  const partitions = new Map(topics.map((topic) => [topic.name, topic.partitions]));
  const partitionsOf = (topic: string): number => {
    const count = partitions.get(topic);
    if (count === undefined) throw new Error(`log: topic ${topic} is not one of this log's`);
    return count;
  };
  const partitionOf = (topic: string, key: string): number => partitionOfKey(key, partitionsOf(topic));
  const book = groupBook(pool, timing.leaseMs);
  const poll = pollHeads(pool, [...partitions.keys()], notifier, timing.pollMs);
  const readers = new Set<Running>();

  const running = (reader: Running): Running => {
    const own = { stop: async () => void (readers.delete(own), await reader.stop()) };
    readers.add(own);
    return own;
  };
  const idleError = (error: Error): void => logger.warn({ err: error }, 'log: an idle connection is lost');
  pool.on('error', idleError);

  return {
    append: gatheredAppend(pool, appendCall(partitionOf, clock), partitionOf, notifier.notify),
    partitionOf,
    subscribe: async (subscriber) => {
      for (const topic of subscriber.topics) partitionsOf(topic);
      const membership = (): Membership => ({ group: subscriber.group, id: randomUUID(), topics: subscriber.topics });
      const member = new Member(subscriber, source, (changed) => new PostgresGroupMembership(book, membership(), timing, logger, changed));
      return { ...running(member), wake: () => member.wake() };
    },
    tail: async (of, from, see) => {
      const positions = from === 'end' ? await endsOf(pool, of) : behind(from, of, partitionsOf);
      return running(tailFrom(source, positions, see));
    },
    ends: (of) => endsOf(pool, of),
    read: (from, max) => readFrom(pool, [from], max),
    wake: notifier.notify,
    retain: (now) => dropOld(pool, topics, now),
    ...commitsOf(pool),
    close: async () => {
      await Promise.all([...readers].map((reader) => reader.stop()));
      await poll.stop();
      if (given === undefined) await notifier.close();
      pool.off('error', idleError);
    },
  };
}
