import type { LogRecord } from '@noren/log';
import { HEADERS, moved } from '../retry/headers.ts';
import { nextStep, type Failure, type RetryPolicy } from '../retry/policy.ts';
import { Aborted } from '../task.ts';
import type { Alarms } from './alarms.ts';
import type { Floor } from './floor.ts';
import { enterLane, laneOf, leaveLane } from './key-lanes.ts';
import type { CoreSettings, Surroundings } from './settings.ts';
import type { Appending, Work } from './work.ts';

type Callbacks = Readonly<{
  /** Its record stands elsewhere now. */ finish: (work: Work) => void;
  /** It is given up here: somebody else does it. */ gone: () => void;
}>;

/** What becomes of tasks that failed: another try after a pause, or a place in another topic, which the log has to acknowledge. */
export class Failures {
  readonly #settings: CoreSettings;
  readonly #around: Surroundings;
  readonly #alarms: Alarms;
  readonly #floor: Floor;
  readonly #callbacks: Callbacks;

  constructor(settings: CoreSettings, around: Surroundings, alarms: Alarms, floor: Floor, callbacks: Callbacks) {
    this.#settings = settings;
    this.#around = around;
    this.#alarms = alarms;
    this.#floor = floor;
    this.#callbacks = callbacks;
  }

  fail(work: Work, failure: Failure, error: unknown): void {
    const { random, clock, observer } = this.#around;
    const took = this.#floor.leave(work, this.#isOverload(failure, error) ? 'dropped' : 'failed');
    const now = clock();
    const policy = this.#settings.retry.value;
    work.firstFailedAt ??= work.record.headers[HEADERS.firstFailedAt] ?? new Date(now).toISOString();
    if (failure.kind === 'retry' && failure.value !== undefined) work.record = withValue(work.record, failure.value);
    const step = nextStep(policy, work.attempt, failure, random);
    if (step.kind === 'wait') {
      observer.ended(work, 'retried', took, error);
      return this.#retry(work, now + step.ms, policy);
    }
    const trouble = { attempt: work.attempt, at: now, firstFailedAt: work.firstFailedAt, error };
    if (step.kind === 'dead') return this.append(work, { record: moved(work.record, step.topic, trouble), ending: 'dead', error });
    const record = moved(work.record, step.tier.topic, { ...trouble, attempt: work.attempt + 1 }, now + step.tier.delayMs);
    this.append(work, { record, ending: 'moved', error });
  }

  append(work: Work, appending: Appending): void {
    work.append = appending;
    work.state = 'appending';
    work.partition.active += 1;
    this.#around.effects.append(work);
  }

  /** The log has acknowledged it. */
  appended(work: Work): void {
    if (work.state !== 'appending' || work.append === undefined) return;
    const { ending, error } = work.append;
    const { observer, clock } = this.#around;
    work.partition.active -= 1;
    if (ending === 'shaped') observer.skipped(work.record, 'shaped');
    else observer.ended(work, ending, clock() - work.since, error);
    this.#callbacks.finish(work);
  }

  /** The task stays as it is, and the append is tried again, later each time. */
  appendFailed(work: Work, error: unknown): void {
    if (work.state !== 'appending') return;
    this.#around.observer.appendFailed(work, error);
    if (work.partition.state !== 'open') return this.#giveUp(work);
    work.appendFailures += 1;
    const ms = Math.min(30_000, 50 * 2 ** work.appendFailures) * (0.5 + this.#around.random() / 2);
    this.#alarms.at(this.#around.clock() + ms, () => {
      if (work.partition.state === 'open') this.#around.effects.append(work);
      else this.#giveUp(work);
    });
  }

  #giveUp(work: Work): void {
    work.state = 'over';
    work.partition.active -= 1;
    this.#callbacks.gone();
  }

  #retry(work: Work, at: number, { holdKey }: RetryPolicy): void {
    if (work.partition.state !== 'open') {
      work.state = 'over';
      return this.#callbacks.gone();
    }
    work.attempt += 1;
    if (holdKey) return this.#floor.later(work, at);
    const next = leaveLane(work);
    if (next !== undefined) this.#floor.ready(next);
    // It comes back behind those that have overtaken it, so that two of a key never run at once.
    this.#floor.later(work, at, () => {
      if (enterLane(work, laneOf(this.#settings.ordering, work.record.key))) this.#floor.ready(work);
      else work.state = 'queued';
    });
  }

  #isOverload(failure: Failure, error: unknown): boolean {
    return error instanceof Aborted || (failure.kind === 'retry' && failure.afterMs !== undefined) || this.#settings.isOverload(error);
  }
}

/** Field by field: a log's records may have getters, which a spread leaves behind. */
const withValue = ({ topic, partition, offset, at, key, id, type, headers }: LogRecord, value: Uint8Array): LogRecord => ({
  topic,
  partition,
  offset,
  at,
  key,
  id,
  type,
  headers,
  value,
});
