import type { Backoff } from './backoff.ts';
import type { Notifier } from './notifier.ts';
import type { LogRecord, Position, TopicPartition } from './log.ts';
import type { LogLogger } from './logger.ts';

/** Records in order per partition, and whether there may be more to read at once. */
export type Reading = Readonly<{ records: readonly LogRecord[]; more: boolean }>;

/** What members and tails need of the log that they read. Whatever becomes readable after a reading began is notified. */
export type Source = Readonly<{
  read(positions: readonly Position[], max: number): Promise<Reading>;
  notifier: Notifier;
  logger: LogLogger;
  backoff: Backoff;
}>;

/** What a member has to go by: the partitions that are its to take or to keep, and the keys of those that are leased to it. */
export type Assignment = Readonly<{ should: readonly TopicPartition[]; leased: ReadonlySet<string> }>;

/** A member's place in its group. It beats beside the batches, whatever these do; out of touch for a lease's time, it has nothing assigned. */
export interface GroupMembership {
  readonly assignment: Assignment;
  /** Beats now instead of at the next turn: the group has changed. */
  beatNow(): void;
  /** Takes those of the partitions that are free; gives what was got. */
  claim(partitions: readonly TopicPartition[]): Promise<readonly TopicPartition[]>;
  /** Gives leased partitions to whoever should have them. */
  release(partitions: readonly TopicPartition[]): Promise<void>;
  /** Stops beating and tells the group. */
  leave(): Promise<void>;
}

/** Joins a group as a new member. `changed` is called after the first beat and whenever the assignment has changed or is not settled yet. */
export type Join = (changed: () => void) => GroupMembership;
