import type { Commit, LogRecord, TopicPartition } from '@noren/log';
import type { Task } from './task.ts';

/** How a try ended. `retried`: it comes again, after a wait in memory. `moved`: to a retry topic. `aborted`: nobody wants its result any more. */
export type Ending = 'done' | 'retried' | 'moved' | 'dead' | 'aborted';
/** Why a record was finished without being handled. `finished`: the offset map says so. `ignored`: its key is. `superseded`: a newer one of its key came. `shaped`: it went to the topic of keys beyond their quota. */
export type SkipReason = 'finished' | 'ignored' | 'superseded' | 'shaped';

/** What can be seen of lanes at work. Called synchronously on the hot path: be quick, throw nothing. */
export interface Observer {
  assigned(partition: TopicPartition): void;
  revoked(partition: TopicPartition): void;
  /** Records were given to a partition's lanes. */
  taken(partition: TopicPartition, records: number): void;
  skipped(record: LogRecord, why: SkipReason): void;
  /** A try begins, `waitedMs` after its record was taken or became due again. */
  started(task: Task, waitedMs: number): void;
  /** A try ended, `tookMs` after it began. `error` is what it failed with, if it did. */
  ended(task: Task, how: Ending, tookMs: number, error?: unknown): void;
  /** The append to a retry topic or to the dead letters failed; it is tried again. */
  appendFailed(task: Task, error: unknown): void;
  /** Nothing more is read of the partition for now, or again. */
  full(partition: TopicPartition, full: boolean): void;
  /** The log has acknowledged it. */
  committed(commit: Commit): void;
  commitFailed(error: unknown): void;
  /** The text of a commit was no offset map that can be trusted: it is as if there were none. */
  mapIgnored(partition: TopicPartition, why: string): void;
  crashed(error: unknown): void;
}

const nothing = (): void => undefined;

export const unobserved: Observer = {
  assigned: nothing,
  revoked: nothing,
  taken: nothing,
  skipped: nothing,
  started: nothing,
  ended: nothing,
  appendFailed: nothing,
  full: nothing,
  committed: nothing,
  commitFailed: nothing,
  mapIgnored: nothing,
  crashed: nothing,
};
