import { pause, pauseAfter } from '../backoff.ts';
import type { Backoff } from '../backoff.ts';
import type { Position, TopicPartition } from '../log.ts';
import { clusterOf, errorType } from './kafkajs.ts';
import type { Reach } from './kafkajs.ts';
import { type Broker, prefixed } from './prefixed.ts';

const BACKOFF: Backoff = { firstMs: 20, mostMs: 1_000 };
/** How long a single question is repeated while brokers restart, move, or are out of reach. */
const PATIENCE_MS = 10_000;
/** What another try will not make better. */
const FINAL = new Set(['OFFSET_OUT_OF_RANGE', 'OFFSET_METADATA_TOO_LARGE', 'INVALID_COMMIT_OFFSET_SIZE', 'INVALID_GROUP_ID']);

/** Connections to Kafka for one reader, or for single questions: a long answer to one reader holds up nobody else. */
export class Wire {
  readonly #topics: readonly string[];
  readonly #cluster: ReturnType<typeof prefixed>;
  readonly #drop: () => void;
  readonly #closing = new AbortController();
  #ready: Promise<void> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(reach: Reach, topics: readonly string[]) {
    this.#topics = topics;
    const { cluster, drop } = clusterOf(reach);
    this.#cluster = prefixed(cluster, reach.prefix);
    this.#drop = drop;
  }

  get closed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** The node that leads a partition; undefined where the cluster has none for now. */
  async leaderOf({ topic, partition }: TopicPartition): Promise<string | undefined> {
    await this.#connected();
    return Object.keys(this.#cluster.findLeaderForPartitions(topic, [partition]))[0];
  }

  async node(nodeId: string): Promise<Broker> {
    await this.#connected();
    return this.#cluster.findBroker({ nodeId });
  }

  async coordinatorOf(groupId: string): Promise<Broker> {
    await this.#connected();
    return this.#cluster.findGroupCoordinator({ groupId });
  }

  /** Asks again who leads what: after whatever failed. */
  async refresh(): Promise<void> {
    await this.#connected();
    await this.#cluster.refreshMetadata();
  }

  /** The first offset that each partition still has, or the one that its next record gets. */
  async offsets(partitions: readonly TopicPartition[], which: 'first' | 'next'): Promise<readonly Position[]> {
    return this.persist(async () => {
      await this.#connected();
      const requested = [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, its]) => ({
        topic,
        partitions: its.map(({ partition }) => ({ partition })),
        fromBeginning: which === 'first',
      }));
      const found = await this.#cluster.fetchTopicsOffset(requested);
      const positions = found.flatMap(({ topic, partitions: its }) => its.map(({ partition, offset }) => ({ topic, partition, offset: Number(offset) })));
      if (positions.length < partitions.length) throw new Error('log: a partition has no leader');
      return positions.toSorted((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
    });
  }

  /** Does what is asked until it succeeds, for `patienceMs` at most; `again` says whether an error is worth another try. */
  async persist<T>(ask: () => Promise<T>, again: (error: unknown) => boolean = (error) => !FINAL.has(errorType(error)), patienceMs = PATIENCE_MS): Promise<T> {
    const until = performance.now() + patienceMs;
    for (let failures = 1; ; failures += 1) {
      try {
        return await ask();
      } catch (error) {
        if (this.closed || performance.now() > until || !again(error)) throw error;
        await pause(pauseAfter(failures, BACKOFF), this.#closing.signal);
        await this.refresh().catch(() => undefined);
      }
    }
  }

  /** One after the other: kafkajs opens the connection that it fetches on twice when two ask for it at once, and then mixes up what comes on both. */
  inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const answer = this.#turn.then(ask);
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#drop();
    // kafkajs waits for answers, also for those that cannot come any more.
    await Promise.race([this.#cluster.disconnect().catch(() => undefined), pause(500)]);
    this.#drop();
  }

  #connected(): Promise<void> {
    if (this.closed) return Promise.reject(new Error('log: the log is closed'));
    this.#ready ??= this.#connect().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  async #connect(): Promise<void> {
    await this.#cluster.connect();
    await this.#cluster.addMultipleTargetTopics(this.#topics);
  }
}
