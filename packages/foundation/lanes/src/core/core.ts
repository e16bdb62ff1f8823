import type { Commit, LogRecord, Position, TopicPartition } from '@noren/log';
import { attemptOf, dueOf, shaped } from '../retry/headers.ts';
import { Aborted, type AbortReason, type Verdict } from '../task.ts';
import { Alarms } from './alarms.ts';
import { Committer } from './committer.ts';
import { Drains, type Drain } from './drains.ts';
import { Failures } from './failures.ts';
import { Floor } from './floor.ts';
import type { Gate } from './gate.ts';
import { Held } from './held.ts';
import { enterLane, laneOf, leaveLane } from './key-lanes.ts';
import { decodeOffsetMap, MAX_SPAN, type Run } from './offset-map.ts';
import { Partition } from './partition.ts';
import type { CoreSettings, Surroundings } from './settings.ts';
import { Window } from './window.ts';
import { Work, type Settles } from './work.ts';

/**
 * Lanes over partitions: what may run when, what is finished, what to commit. Single-threaded and pure: it is told what happens and says what it wants done
 * (`Effects`), so that a simulation can drive it through any schedule.
 */
export class Core implements Settles {
  readonly #settings: CoreSettings;
  readonly #around: Surroundings;
  readonly #held = new Held();
  readonly #alarms: Alarms;
  readonly #committer: Committer;
  readonly #drains: Drains;
  readonly #floor: Floor;
  readonly #failures: Failures;
  /** Enough waits to run, of whatever partition. */
  #sated = false;

  constructor(settings: CoreSettings, around: Surroundings) {
    this.#settings = settings;
    this.#around = around;
    this.#alarms = new Alarms(around);
    this.#committer = new Committer(() => this.#held, around);
    this.#drains = new Drains(this.#held, this.#committer, this.#alarms, around, (partition, reason) => this.#close(partition, reason));
    this.#floor = new Floor(settings, around, this.#alarms, (work) => {
      work.abort('time-out');
      this.#failures.fail(work, { kind: 'retry' }, new Aborted('time-out'));
    });
    this.#failures = new Failures(settings, around, this.#alarms, this.#floor, { finish: (work) => this.#finish(work), gone: () => this.#drains.look() });
    this.#commitAgain();
  }

  /** Takes partitions over where their last commits say, and says where to read on. */
  assign(commits: readonly Commit[]): readonly Position[] {
    return commits.map((commit) => {
      const map = decodeOffsetMap(commit.metadata, commit.offset);
      if ('ignored' in map) this.#around.observer.mapIgnored(commit, map.ignored);
      this.#hold(commit, this.newWindow(commit.offset, 'finished' in map ? map.finished : []));
      this.#around.observer.assigned(commit);
      return { topic: commit.topic, partition: commit.partition, offset: commit.offset };
    });
  }

  /** Partitions of which nothing more is wanted for now. */
  full(): readonly Partition[] {
    return this.#sated ? [...this.#held] : [...this.#held].filter(({ full }) => full);
  }

  /** Records that were read. In order per partition; of partitions that are not held they are left alone. */
  take(records: readonly LogRecord[]): void {
    const touched = new Set<Partition>();
    let partition: Partition | undefined;
    for (const record of records) {
      if (partition?.topic !== record.topic || partition.partition !== record.partition) partition = this.#held.get(record);
      if (partition?.state !== 'open') continue;
      if (record.offset < partition.start) partition = this.#beginAnew(partition, record.offset);
      partition.put(record);
      if (partition.fresh === 1) touched.add(partition);
    }
    const now = this.#around.clock();
    for (const one of touched) {
      this.#around.observer.taken(one, one.fresh);
      one.mark(now);
      this.#admit(one);
    }
    this.#pump();
    this.#sated ||= this.#floor.sated;
  }

  /** Gives partitions up: nothing of them begins any more, what runs may end within the limit, then the last commit, then `released`. */
  revoke(partitions: readonly TopicPartition[], drain: Drain, released: () => void): void {
    this.#drains.begin(partitions, drain, released);
  }

  /** Gives everything up at once, without a commit: after a crash. */
  abandon(): void {
    for (const one of this.#held) this.#close(one, 'revoked');
  }

  /** The handler returned: done, unless it has deferred its task or says otherwise. */
  returned(work: Work, run: number, verdict: void | Verdict): void {
    if (verdict === undefined && work.deferred && work.run === run) return;
    this.resolved(work, run, verdict);
  }

  resolved(work: Work, run: number, verdict: void | Verdict): void {
    if (work.run !== run || work.state !== 'running') return;
    if (verdict === undefined || verdict.kind === 'done') {
      this.#around.observer.ended(work, 'done', this.#floor.leave(work, 'ok'));
      this.#finish(work);
    } else this.#failures.fail(work, verdict, verdict.because);
    this.#pump();
  }

  failed(work: Work, run: number, error: unknown): void {
    if (work.run !== run || work.state !== 'running') return;
    this.#failures.fail(work, { kind: 'retry' }, error);
    this.#pump();
  }

  /** The log has acknowledged what `effects.append` asked for. */
  appended(work: Work): void {
    this.#failures.appended(work);
    this.#pump();
  }

  appendFailed(work: Work, error: unknown): void {
    this.#failures.appendFailed(work, error);
  }

  /** Time has come. */
  tick(): void {
    this.#alarms.ring();
    this.#pump();
  }

  partitions(): Iterable<Partition> {
    return this.#held;
  }

  gates(): Iterable<Gate<Work>> {
    return this.#floor.gates();
  }

  /** The simulation puts windows with known mistakes here. */
  protected newWindow(base: number, finished: readonly Run[] = []): Window {
    return new Window(base, finished);
  }

  #hold(of: Position, window: Window): Partition {
    const tier = this.#settings.retry.value.tiers.find(({ topic }) => topic === of.topic);
    const partition = new Partition(of, of.offset, window, tier);
    this.#held.set(partition);
    return partition;
  }

  /** The topic was made anew, or has lost its end: what we knew of its offsets is of another log. */
  #beginAnew({ topic, partition }: Partition, offset: number): Partition {
    const old = this.#held.get({ topic, partition });
    if (old !== undefined) this.#close(old, 'revoked');
    return this.#hold({ topic, partition, offset }, this.newWindow(offset));
  }

  #close(partition: Partition, reason: AbortReason): void {
    partition.state = 'closed';
    this.#floor.abort(partition, reason);
  }

  /** Takes what fits from what was read. */
  #admit(partition: Partition): void {
    const { window, tier } = partition;
    const { maxPending, maxSpan, ignoreKeys } = this.#settings;
    for (let record = partition.first; record !== undefined; record = partition.first) {
      if (window.pending >= maxPending.value || !window.fits(record.offset, maxSpan.value)) break;
      if (tier !== undefined && this.#waitsForDue(partition, record)) break;
      partition.shift();
      if (!window.take(record.offset)) this.#around.observer.skipped(record, 'finished');
      else if (ignoreKeys.value.has(record.key)) {
        window.finish(record.offset);
        this.#around.observer.skipped(record, 'ignored');
      } else this.#begin(record, partition);
    }
    this.#tellFull(partition);
  }

  /** A retry topic's partition stands still until its first record is due; nobody waits for it. */
  #waitsForDue(partition: Partition, { headers }: LogRecord): boolean {
    const due = dueOf(headers);
    if (due <= this.#around.clock()) return false;
    if (partition.waitsForDue) return true;
    partition.waitsForDue = true;
    this.#alarms.at(due, () => {
      partition.waitsForDue = false;
      if (partition.state === 'open') this.#admit(partition);
    });
    return true;
  }

  #begin(record: LogRecord, partition: Partition): void {
    const { levelOf, downstreamOf, compactMs, ordering, quota } = this.#settings;
    const work = new Work(record, partition, this.#floor.gate(downstreamOf(record)), levelOf(record), attemptOf(record.headers), this);
    const shapes = quota !== undefined && partition.tier === undefined && record.topic !== quota.topic && record.key !== '';
    if (shapes && quota.isBeyond(record.key, this.#around.clock())) {
      return this.#failures.append(work, { record: shaped(record, quota.topic), ending: 'shaped', error: undefined });
    }
    if (!enterLane(work, laneOf(ordering, record.key))) return;
    if (compactMs === undefined) this.#floor.ready(work);
    else this.#floor.later(work, this.#around.clock() + compactMs.value);
  }

  #finish(work: Work): void {
    const { partition } = work;
    work.state = 'over';
    partition.window.finish(work.record.offset);
    if (partition.state !== 'open') return this.#drains.look();
    const next = leaveLane(work);
    if (next !== undefined) this.#floor.ready(next);
    if (partition.inbox > 0) this.#admit(partition);
    else if (partition.full) this.#tellFull(partition);
  }

  #pump(): void {
    this.#floor.pump();
    if (!this.#sated || !this.#floor.hungry) return;
    this.#sated = false;
    this.#around.effects.wake();
  }

  #tellFull(partition: Partition): void {
    const { pending, span } = partition.window;
    const most = this.#settings.maxPending.value;
    const widest = Math.min(this.#settings.maxSpan.value, MAX_SPAN);
    // Half is left before more is read, so that reading stops and goes on seldom and never runs dry.
    const full = partition.inbox > 0 || (partition.full ? pending > most / 2 || span > widest * 0.75 : pending >= most || span >= widest);
    if (full === partition.full) return;
    partition.full = full;
    this.#around.observer.full(partition, full);
    if (!full) this.#around.effects.wake();
  }

  #commitAgain(): void {
    this.#alarms.at(this.#around.clock() + this.#settings.commitEveryMs.value, () => {
      this.#committer.commit();
      this.#commitAgain();
    });
  }
}
