import { behind } from '../holding.ts';
import type { Commits, Log, NewRecord, Running, Topic, TopicPartition } from '../log.ts';
import { silent } from '../logger.ts';
import type { LogLogger } from '../logger.ts';
import { Member } from '../member.ts';
import { partitionOfKey } from '../partitioner.ts';
import { tailFrom } from '../tail.ts';
import { gatheredProduce } from './appending.ts';
import { commitsOf } from './commits.ts';
import { KafkaGroupMembership } from './group-membership.ts';
import type { Reach } from './kafkajs.ts';
import { usualKafkaTiming } from './options.ts';
import type { KafkaTiming } from './options.ts';
import { producerOf } from './producing.ts';
import { readAll } from './read.ts';
import { Reader } from './reader.ts';
import { showingOffsets } from './shown-offsets.ts';
import { watched } from './taken.ts';
import { Wire } from './wire.ts';

export type KafkaLogOptions = Readonly<{
  /** `10.0.0.1:9092,10.0.0.2:9092`, or the same as a list. */
  brokers: string | readonly string[];
  /** Every topic that is written or read through this log, with as many partitions as it has. */
  topics: readonly Topic[];
  logger?: LogLogger;
  /** What brokers know this process by, and CloudEvents' `source`. */
  clientId?: string;
  /** Stands before the name of every topic and group on the cluster (`staging.`), so that several logs share one; nobody who uses the log sees it. */
  prefix?: string;
  /** Appends only to topics that name this role among their writers. Brokers that should insist on it have ACLs of their own. */
  role?: string;
  /** Headers whose values are bytes: base64 text in the port. Decaton's `dt_meta`, say. */
  binaryHeaders?: readonly string[];
  /** TLS, and who logs in; without it nothing is encrypted. */
  security?: Reach['security'];
  timing?: Partial<KafkaTiming>;
  /** For tests: makes the connections. */
  socketFactory?: Reach['socketFactory'];
}>;

/** The log in Kafka. Its topics come from `ensureKafkaTopics` or whoever owns the cluster; what is old the broker drops by itself. It connects when it is first asked. */
export function kafkaLog(options: KafkaLogOptions): Log & Commits {
  const { topics, logger = silent, role } = options;
  const reach = reachOf(options);
  const binary = new Set(options.binaryHeaders);
  const timing = { ...usualKafkaTiming, ...options.timing };
  const known = new Map(topics.map((topic) => [topic.name, topic]));
  const topicOf = (name: string): Topic => {
    const topic = known.get(name);
    if (topic === undefined) throw new Error(`log: topic ${name} is not one of this log's`);
    return topic;
  };
  const partitionsOf = (topic: string): number => topicOf(topic).partitions;
  const partitionOf = (topic: string, key: string): number => partitionOfKey(key, partitionsOf(topic));
  const all = (of: readonly string[]): readonly TopicPartition[] => behind([], of, partitionsOf);

  const calls = new Wire(reach, [...known.keys()]);
  const memberships = new Map<string, Set<KafkaGroupMembership>>();
  const readers = new Set<Running>();
  const producing = producerOf(reach);
  const check = (record: NewRecord): void => {
    if (role !== undefined && !topicOf(record.topic).writers.includes(role)) throw new Error(`log: ${role} may not append to ${record.topic}`);
    // As on PostgreSQL, so that a record can go from one log to another.
    if (record.key.includes('\0')) throw new Error('log: a key cannot hold the character NUL');
  };

  const commits = commitsOf(calls, (group) => [...(memberships.get(group) ?? [])]);

  const newWire = (of: readonly string[]): Wire => {
    for (const topic of of) partitionsOf(topic);
    return new Wire(reach, of);
  };
  const running = (reader: Running, source: Reader): Running => {
    const own = {
      stop: async () => {
        readers.delete(own);
        await reader.stop();
        await source.close();
      },
    };
    readers.add(own);
    return own;
  };

  return {
    append: gatheredProduce({ producer: producing.get, partitionOf, check, source: `/${reach.clientId}`, binary }),
    partitionOf,
    subscribe: async (given) => {
      const { group, topics: of } = given;
      const wire = newWire(of);
      const source = new Reader({ wire, topics: of, timing, binary, logger });
      const shown = given.keepsPositions === true ? showingOffsets(given, { commits, everyMs: timing.showMs, logger }) : undefined;
      const { subscriber, holds } = watched(shown?.subscriber ?? given, (partitions) => source.forget(partitions));
      const ofGroup = memberships.get(group) ?? new Set();
      memberships.set(group, ofGroup);
      const member = new Member(subscriber, source, (changed) => {
        const left = (): boolean => ofGroup.delete(membership);
        const membership: KafkaGroupMembership = new KafkaGroupMembership({ wire, group, topics: of, partitionsOf, timing, logger, holds, changed, left });
        ofGroup.add(membership);
        return membership;
      });
      const stop = async (): Promise<void> => {
        await member.stop();
        await shown?.stop();
      };
      return { ...running({ stop }, source), wake: () => member.wake() };
    },
    tail: async (of, from, see) => {
      const wire = newWire(of);
      const positions = from === 'end' ? await calls.offsets(all(of), 'next') : behind(from, of, partitionsOf);
      const source = new Reader({ wire, topics: of, timing, binary, logger });
      return running(tailFrom(source, positions, see), source);
    },
    ends: (of) => calls.offsets(all(of), 'next'),
    read: (from, max) => readAll(calls, from, max, binary),
    // Readers wait at the broker, which knows.
    wake: () => undefined,
    retain: () => Promise.resolve(0),
    ...commits,
    close: async () => {
      await Promise.all([...readers].map((reader) => reader.stop()));
      await producing.close();
      await calls.close();
    },
  };
}

/** How the options say that the cluster is reached. */
export const reachOf = ({ brokers, clientId = 'noren', prefix = '', security, socketFactory, logger = silent }: Omit<KafkaLogOptions, 'topics'>): Reach => ({
  brokers: typeof brokers === 'string' ? brokers.split(',').map((broker) => broker.trim()) : brokers,
  clientId,
  prefix,
  logger,
  ...(security === undefined ? {} : { security }),
  ...(socketFactory === undefined ? {} : { socketFactory }),
});
