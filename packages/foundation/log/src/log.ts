/** A topic as its owner's contract declares it. `writers`: the database roles that may append to it. */
export type Topic = Readonly<{
  name: string;
  partitions: number;
  writers: readonly string[];
  /** Records older than this may be dropped; `undefined` keeps them. */ retentionDays?: number;
}>;

export type TopicPartition = Readonly<{ topic: string; partition: number }>;
/** `offset` of the next record to read, as in Kafka. */
export type Position = TopicPartition & Readonly<{ offset: number }>;

/**
 * A record to append: `type` is the protobuf message name (`noren.order.v1.PlaceOrder`), `value` its bytes, `id` names it for good
 * (a command's id; CloudEvents `ce_id`). Headers are text: `actor`, `traceparent`, `correlationid`, `seen`, `redrive`, `sequence`…
 */
export type NewRecord = Readonly<{
  topic: string;
  key: string;
  id: string;
  type: string;
  value: Uint8Array;
  headers: Readonly<Record<string, string>>;
  /** The log adds the header `positions`: where the other records of the same append ended. */
  carriesPositions?: boolean;
}>;
/** `at`: the instant at which the log took the record in (ISO 8601, UTC); it never goes back within a partition. */
export type LogRecord = Omit<NewRecord, 'carriesPositions'> & TopicPartition & Readonly<{ offset: number; at: string }>;

/** A member of a group: gets partitions, and their records in order, one batch at a time. */
export interface Subscriber {
  readonly group: string;
  readonly topics: readonly string[];
  /** A batch holds at most this many records, of all partitions that this member has. */
  readonly maxRecords: number;
  /** A pause between batches where little is to do, so that a reader nobody waits for takes larger ones. Milliseconds. */
  readonly lingerMs?: number;
  /** Its positions lie in its own store, and it never commits by itself: the log may show others how far it is. */
  readonly keepsPositions?: boolean;
  /** The member has these partitions now: take them over (a new epoch) and say where to read from. */
  assigned(partitions: readonly TopicPartition[]): Promise<readonly Position[]>;
  /** The member has lost these partitions, or gives them up. A batch under way has been settled. */
  revoked(partitions: readonly TopicPartition[]): Promise<void>;
  /**
   * Resolves when the batch is done and its positions are moved: the next one starts behind it, or where `resumeAt` says (a batch may end early).
   * Throwing `LostPartitions` gives the partitions up and joins as new; any other error repeats the batch with back-off.
   */
  batch(records: readonly LogRecord[], signal: AbortSignal): Promise<void | Readonly<{ resumeAt: readonly Position[] }>>;
  /** Partitions of which nothing more is wanted for now. Asked before each read; what was read already is given all the same. */
  full?(): readonly TopicPartition[];
}

/** The member's epoch is over: somebody else has its partitions. */
export class LostPartitions extends Error {
  override readonly name = 'LostPartitions';
}

export type Running = Readonly<{ /** Ends the batch under way, gives partitions up, leaves. */ stop(): Promise<void> }>;
export type Subscription = Running & Readonly<{ /** Says that what `full` gives may have changed. */ wake(): void }>;

/** What the rest of the platform knows of the log, whichever it is. */
export interface Log {
  /** Durable when it resolves, all of the records or none; gives each record's own position, in order. Concurrent callers share a round trip. */
  append(records: readonly NewRecord[]): Promise<readonly Position[]>;
  partitionOf(topic: string, key: string): number;
  /** Joins the group. Resolves at once: partitions come when the group has shared them, through an outage too. */
  subscribe(subscriber: Subscriber): Promise<Subscription>;
  /**
   * Every caller sees every record: for waiters, screens and caches. In order per partition, at least once. From the end: all that is appended after this
   * resolved; from positions: what is behind them, and the whole of a partition that they do not name.
   */
  tail(topics: readonly string[], from: 'end' | readonly Position[], see: (records: readonly LogRecord[]) => void | Promise<void>): Promise<Running>;
  /** The end of every partition of the topics: the offset that the next record will have. */
  ends(topics: readonly string[]): Promise<readonly Position[]>;
  /** Reads a partition from an offset, at most `max` records: for replays. */
  read(from: Position, max: number): Promise<readonly LogRecord[]>;
  /** Says that somebody in this process has appended to these topics in a transaction of their own. */
  wake(topics: readonly string[]): void;
  /** Drops what retention no longer keeps; how many records went. */
  retain(now: Date): Promise<number>;
  close(): Promise<void>;
}

/** How far a group is in a partition, with a text of its own: what is done beyond the offset, say. */
export type Commit = Position & Readonly<{ metadata: string }>;

/**
 * Hints that the log keeps for a group, as Kafka does with its committed offsets. They may be lost or late, so they only save work: what is true stands in the
 * subscriber's own store. A subscriber without a store answers `assigned` from them and takes repeats.
 */
export interface Commits {
  commit(group: string, commits: readonly Commit[]): Promise<void>;
  /** One for each partition, from the beginning where there is none. */
  committed(group: string, partitions: readonly TopicPartition[]): Promise<readonly Commit[]>;
}

/**
 * How records leave together with a commit of a context's own database: a piece of SQL and what to do afterwards.
 * Postgres: it appends to the log itself. With a log elsewhere: it fills an outbox table, which a relay empties.
 */
export interface Outbox {
  /**
   * A scalar SQL expression over parameters `$first…`: appends, and gives the positions behind its records as jsonb `{"topic/partition": offset}`; where a
   * relay is yet to bring them to the log, `{"outbox": commit}` instead, and the row of `relayed` with that commit will have them.
   */
  expression(first: number): string;
  /** As many values as the expression has parameters. */
  parameters(records: readonly NewRecord[]): readonly unknown[];
  readonly parameterCount: number;
  /** To be called when the commit is done. */
  committed(records: readonly NewRecord[]): void;
}

/** `order.events/3` → where it ended. The text form of positions in headers, outcomes and tokens. */
export type Positions = Readonly<Record<string, number>>;
export const positionKey = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;
export function parsePositionKey(key: string): TopicPartition {
  const at = key.lastIndexOf('/');
  return { topic: key.slice(0, at), partition: Number(key.slice(at + 1)) };
}
