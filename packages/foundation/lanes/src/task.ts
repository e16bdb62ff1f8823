import type { LogRecord } from '@noren/log';

/** A record at work: what a handler is given. One object for all its tries. */
export interface Task {
  /** The record as it was read; after a retry with another value, with that value. */
  readonly record: LogRecord;
  /** Which try this is, from 1; counted on through retry topics. */
  readonly attempt: number;
  /** Aborted when the result is no longer wanted; its reason is an `Aborted`. Made when it is first asked for. */
  readonly signal: AbortSignal;
  /** Whether it is aborted, without making it. */
  readonly aborted: boolean;
  /** The task is not done when the handler returns, but when the completion says so. It still counts as in flight, and the time-out still runs. */
  defer(): Completion;
}

/** What a handler says of a task. Returning nothing means done; throwing means failed, and the retry policy decides. */
export type Verdict =
  | Readonly<{ kind: 'done' }>
  /** Once more, after this time (milliseconds; else what the policy says), with this value instead, if given. Counts as a try. */
  | Readonly<{ kind: 'retry'; afterMs?: number; value?: Uint8Array; because?: unknown }>
  /** It would fail for ever: to the dead letters at once. */
  | Readonly<{ kind: 'dead'; because: unknown }>;

export type Handler = (task: Task) => void | Verdict | Promise<void | Verdict>;

/** Ends a deferred task. Only the first call counts, and none does after the task was aborted. */
export interface Completion {
  complete(verdict?: Verdict): void;
  /** As if the handler had thrown it. */
  fail(error: unknown): void;
}

export const done: Verdict = { kind: 'done' };
export const retry = (how: Readonly<{ afterMs?: number; value?: Uint8Array; because?: unknown }> = {}): Verdict => ({ kind: 'retry', ...how });
export const dead = (because: unknown): Verdict => ({ kind: 'dead', because });

/** Why a task's result is no longer wanted. After `revoked` and `shutdown` somebody else does it; after `time-out` the retry policy decides. */
export type AbortReason = 'revoked' | 'shutdown' | 'time-out';

export class Aborted extends Error {
  override readonly name = 'Aborted';
  readonly reason: AbortReason;

  constructor(reason: AbortReason) {
    super(`the task was aborted: ${reason}`);
    this.reason = reason;
  }
}
