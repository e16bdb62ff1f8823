import type { LogRecord, NewRecord } from '@noren/log';
import { Aborted, type AbortReason, type Completion, type Task, type Verdict } from '../task.ts';
import type { Gate } from './gate.ts';
import type { Partition } from './partition.ts';

/**
 * `queued`: for its turn in its lane, or for room. `waiting`: for a time. `running`: at the handler. `appending`: to a retry topic or the dead letters.
 * `over`: finished, or given up.
 */
type WorkState = 'queued' | 'waiting' | 'running' | 'appending' | 'over';

/** Who is told how a task ends. */
export interface Settles {
  resolved(work: Work, run: number, verdict: void | Verdict): void;
  failed(work: Work, run: number, error: unknown): void;
}

/** What is to stand in another topic: retry, dead letters, or the lane of keys beyond their quota. */
export type Appending = Readonly<{ record: NewRecord; ending: 'moved' | 'dead' | 'shaped'; error: unknown }>;

/** A task as the core sees it. The links are those of the lists that it stands in, so that no list needs an object a task. */
export class Work implements Task {
  record: LogRecord;
  readonly partition: Partition;
  readonly gate: Gate<Work>;
  readonly level: number;
  attempt: number;
  state: WorkState = 'queued';
  /** Counts the handler's calls, so that what an earlier one says late is known as such. */
  run = 0;
  deferred = false;
  /** Since when it could have run; once it was begun, since when it does. One field for both, for thousands of tasks wait. */
  since = 0;
  firstFailedAt: string | undefined;
  /** What is being appended, and how often that failed. */
  append: Appending | undefined;
  appendFailures = 0;
  /** The lane that it stands in; empty where it stands in none. */
  lane = '';
  /** The next of its lane. */
  behind: Work | undefined;
  /** The next that is ready. */
  nextReady: Work | undefined;
  /** Its neighbours among those that run, in the order of their starts. */
  startedBefore: Work | undefined;
  startedAfter: Work | undefined;
  readonly #settles: Settles;
  #abort: AbortController | undefined;
  #reason: AbortReason | undefined;

  constructor(record: LogRecord, partition: Partition, gate: Gate<Work>, level: number, attempt: number, settles: Settles) {
    this.record = record;
    this.partition = partition;
    this.gate = gate;
    this.level = level;
    this.attempt = attempt;
    this.#settles = settles;
  }

  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#reason !== undefined) this.#abort.abort(new Aborted(this.#reason));
    }
    return this.#abort.signal;
  }

  get aborted(): boolean {
    return this.#reason !== undefined;
  }

  defer(): Completion {
    this.deferred = true;
    return new Deferred(this, this.run, this.#settles);
  }

  /** The next try is a new one: it has a signal of its own. */
  begin(now: number): void {
    this.state = 'running';
    this.run += 1;
    this.since = now;
    this.deferred = false;
    this.#abort = undefined;
    this.#reason = undefined;
  }

  abort(reason: AbortReason): void {
    this.#reason = reason;
    this.#abort?.abort(new Aborted(reason));
  }
}

/** Of one try: what an earlier one says late ends no later one. */
class Deferred implements Completion {
  readonly #work: Work;
  readonly #run: number;
  readonly #settles: Settles;

  constructor(work: Work, run: number, settles: Settles) {
    this.#work = work;
    this.#run = run;
    this.#settles = settles;
  }

  complete(verdict?: Verdict): void {
    this.#settles.resolved(this.#work, this.#run, verdict);
  }

  fail(error: unknown): void {
    this.#settles.failed(this.#work, this.#run, error);
  }
}
