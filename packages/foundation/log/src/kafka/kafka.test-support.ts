import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { testBroker } from '@noren/testing';
import { positionKey } from '../log.ts';
import type { Commits, Log, LogRecord, Subscriber, Topic } from '../log.ts';
import { ensureKafkaTopics } from './ensure-topics.ts';
import { kafkaLog } from './log.ts';
import type { KafkaLogOptions } from './log.ts';

const broker = testBroker();
export const noBroker = broker === undefined;
/** A broker that others have set up may insist on its own least session time-out. */
export const leaseMs = broker?.own ? 1_500 : 6_000;
export const timing = { heartbeatMs: 100, leaseMs, backoff: { firstMs: 20, mostMs: 500 } };

export type Place = Readonly<{ brokers: string; topic: string; open(options?: Partial<KafkaLogOptions>): Log & Commits; close(): Promise<void> }>;

/** A topic of the test's own, and logs on it. */
export async function placeOf(partitions: number, brokers = broker?.brokers ?? ''): Promise<Place> {
  const topic = `test.${randomBytes(4).toString('hex')}`;
  const topics: readonly Topic[] = [{ name: topic, partitions, writers: [] }];
  await ensureKafkaTopics({ brokers }, topics);
  const logs: Log[] = [];
  return {
    brokers,
    topic,
    open: (options) => {
      const log = kafkaLog({ brokers, topics, timing, ...options });
      logs.push(log);
      return log;
    },
    close: async () => void (await Promise.all(logs.map((log) => log.close()))),
  };
}

/** Who has a partition in hand: no two may at a time. */
export class Hands {
  readonly #holders = new Map<string, string>();
  readonly clashes: string[] = [];

  take(key: string, who: string): void {
    const other = this.#holders.get(key);
    if (other !== undefined) this.clashes.push(`${key}: ${who} beside ${other}`);
    this.#holders.set(key, who);
  }

  drop(key: string, who: string): void {
    if (this.#holders.get(key) === who) this.#holders.delete(key);
  }

  of(who: string): readonly string[] {
    return [...this.#holders].flatMap(([key, holder]) => (holder === who ? [key] : []));
  }
}

/** Works as lanes do: a batch only queues its records, they are done later, and what is done is committed; a partition is drained before it is given up. */
export function queueing(who: string, group: string, topic: string, log: Commits, hands: Hands, done: (record: LogRecord) => void): Subscriber {
  const queues = new Map<string, LogRecord[]>();
  const commit = async (key: string): Promise<void> => {
    const [next] = queues.get(key)?.slice(-1) ?? [];
    if (next === undefined) return;
    await log.commit(group, [{ topic, partition: next.partition, offset: next.offset + 1, metadata: `${who} was here` }]);
  };
  const work = async (records: readonly LogRecord[]): Promise<void> => {
    for (const record of records) {
      await sleep(1);
      done(record);
    }
  };
  const working = new Map<string, Promise<void>>();
  return {
    group,
    topics: [topic],
    maxRecords: 20,
    assigned: async (partitions) => {
      for (const partition of partitions) hands.take(positionKey(partition), who);
      return log.committed(group, partitions);
    },
    revoked: async (partitions) => {
      for (const key of partitions.map(positionKey)) {
        await working.get(key);
        await commit(key);
        queues.delete(key);
        working.delete(key);
        hands.drop(key, who);
      }
    },
    batch: (records) => {
      for (const [key, its] of Map.groupBy(records, positionKey)) {
        queues.set(key, its);
        working.set(
          key,
          (working.get(key) ?? Promise.resolve()).then(() => work(its)),
        );
      }
      return Promise.resolve();
    },
    full: () => [],
  };
}
