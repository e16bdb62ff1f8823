import type { Commit, LogRecord, TopicPartition } from '@noren/log';
import type { Outcome } from '../limits/limit.ts';
import { attemptOf, dueOf, HEADERS, moved } from '../retry/headers.ts';
import { nextStep, type Failure } from '../retry/policy.ts';
import { Aborted, type AbortReason, type Verdict } from '../task.ts';
import { Committer } from './committer.ts';
import { Gate } from './gate.ts';
import { Held } from './held.ts';
import { decodeOffsetMap, MAX_SPAN } from './offset-map.ts';
import { Partition } from './partition.ts';
import type { CoreSettings, Surroundings } from './settings.ts';
import { Started } from './started.ts';
import { Timers } from './timers.ts';
import { Window } from './window.ts';
import { Work, type Settles } from './work.ts';

/** After a drain's limit the last commit may take this long before the partitions are given up without it. */
const LAST_COMMIT_MS = 5_000;
/** A time-out that was changed is heeded after this long at most. */
const WATCH_MS = 1_000;

/** How partitions are given up. */
export type Drain = Readonly<{ limitMs: number; reason: Exclude<AbortReason, 'time-out'> }>;

/**
 * Lanes over partitions: what may run when, what is finished, what to commit. Single-threaded and pure: it is told what happens and says what it wants done
 * (`Effects`), so that a simulation can drive it through any schedule.
 */
export class Core implements Settles {
  readonly #settings: CoreSettings;
  readonly #surroundings: Surroundings;
  readonly #held = new Held();
  readonly #gates = new Map<string, Gate>();
  readonly #committer: Committer;
  readonly #timers = new Timers();
  readonly #started = new Started();
  /** Gates where something may have become possible. */
  readonly #stirred: Gate[] = [];
  readonly #drains = new Set<Readonly<{ going: readonly Partition[]; close: () => void }>>();
  #pumping = false;
  #watching = false;
  #alarm = Number.POSITIVE_INFINITY;

  constructor(settings: CoreSettings, surroundings: Surroundings) {
    this.#settings = settings;
    this.#surroundings = surroundings;
    this.#committer = new Committer(() => this.#held, surroundings);
    this.#commitAgain();
  }

  /** Takes partitions over where their last commits say. */
  assign(commits: readonly Commit[]): void {
    for (const commit of commits) {
      const map = decodeOffsetMap(commit.metadata, commit.offset);
      if ('ignored' in map) this.#surroundings.observer.mapIgnored(commit, map.ignored);
      this.#hold(commit, new Window(commit.offset, 'finished' in map ? map.finished : []));
      this.#surroundings.observer.assigned(commit);
    }
  }

  /** Partitions of which nothing more is wanted for now. */
  full(): readonly Partition[] {
    return [...this.#held].filter(({ full }) => full);
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
      touched.add(partition);
    }
    const now = this.#surroundings.clock();
    for (const one of touched) {
      one.mark(now);
      this.#surroundings.observer.taken(one, one.inbox);
      this.#admit(one);
    }
    this.#pump();
  }

  /** Gives partitions up: nothing of them begins any more, what runs may end within the limit, then the last commit, then `released`. */
  revoke(partitions: readonly TopicPartition[], { limitMs, reason }: Drain, released: () => void): void {
    const going = partitions.map((one) => this.#held.get(one)).filter((one) => one !== undefined);
    for (const one of going) {
      one.state = 'draining';
      one.dropInbox();
    }
    let open = true;
    const release = (): void => {
      if (!open) return;
      open = false;
      for (const one of going) {
        this.#held.delete(one);
        this.#surroundings.observer.revoked(one);
      }
      released();
    };
    const drain = {
      going,
      close: (): void => {
        if (!this.#drains.delete(drain)) return;
        for (const one of going) this.#close(one, reason);
        this.#committer.commit(release);
      },
    };
    this.#drains.add(drain);
    const now = this.#surroundings.clock();
    this.#at(now + limitMs, drain.close);
    this.#at(now + limitMs + LAST_COMMIT_MS, release);
    this.#drained();
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
      this.#surroundings.observer.ended(work, 'done', this.#leave(work, 'ok'));
      this.#finish(work);
    } else this.#fail(work, verdict, verdict.because);
    this.#pump();
  }

  failed(work: Work, run: number, error: unknown): void {
    if (work.run !== run || work.state !== 'running') return;
    this.#fail(work, { kind: 'retry' }, error);
    this.#pump();
  }

  /** The log has acknowledged what `effects.append` asked for. */
  appended(work: Work): void {
    if (work.state !== 'appending' || work.append === undefined) return;
    work.partition.active -= 1;
    this.#surroundings.observer.ended(work, work.append.ending, this.#surroundings.clock() - work.startedAt, work.append.error);
    this.#finish(work);
    this.#pump();
  }

  /** The task stays as it is, and the append is tried again, later each time. */
  appendFailed(work: Work, error: unknown): void {
    if (work.state !== 'appending') return;
    this.#surroundings.observer.appendFailed(work, error);
    if (work.partition.state !== 'open') {
      work.state = 'over';
      work.partition.active -= 1;
      return this.#drained();
    }
    work.appendFailures += 1;
    const ms = Math.min(30_000, 50 * 2 ** work.appendFailures) * (0.5 + this.#surroundings.random() / 2);
    this.#at(this.#surroundings.clock() + ms, () => {
      if (work.state === 'appending') this.#surroundings.effects.append(work);
    });
  }

  /** Time has come. */
  tick(): void {
    this.#alarm = Number.POSITIVE_INFINITY;
    this.#timers.ring(this.#surroundings.clock());
    this.#setAlarm();
    this.#pump();
  }

  partitions(): Iterable<Partition> {
    return this.#held;
  }

  gates(): Iterable<Gate> {
    return this.#gates.values();
  }

  #hold(of: TopicPartition & Readonly<{ offset: number }>, window: Window): Partition {
    const partition = new Partition(
      of,
      of.offset,
      window,
      this.#settings.retry.value.tiers.find(({ topic }) => topic === of.topic),
    );
    this.#held.set(partition);
    return partition;
  }

  /** The topic was made anew, or has lost its end: what we knew of its offsets is of another log. */
  #beginAnew(partition: Partition, offset: number): Partition {
    this.#close(partition, 'revoked');
    return this.#hold({ topic: partition.topic, partition: partition.partition, offset }, new Window(offset));
  }

  #close(partition: Partition, reason: AbortReason): void {
    partition.state = 'closed';
    for (const work of this.#started) {
      if (work.partition !== partition) continue;
      const took = this.#leave(work, 'failed');
      work.state = 'over';
      work.abort(reason);
      this.#surroundings.observer.ended(work, 'aborted', took);
    }
  }

  /** Takes what fits from what was read. */
  #admit(partition: Partition): void {
    const { window, tier } = partition;
    for (let record = partition.first; record !== undefined; record = partition.first) {
      if (window.pending >= this.#settings.maxPending.value || !window.fits(record.offset, this.#settings.maxSpan.value)) break;
      if (tier !== undefined && this.#waitsForDue(partition, record)) break;
      partition.shift();
      if (!window.take(record.offset)) this.#surroundings.observer.skipped(record, 'finished');
      else if (this.#settings.ignoreKeys.value.has(record.key)) {
        window.finish(record.offset);
        this.#surroundings.observer.skipped(record, 'ignored');
      } else this.#begin(record, partition);
    }
    this.#tellFull(partition);
  }

  /** A retry topic's partition stands still until its first record is due; nobody waits for it. */
  #waitsForDue(partition: Partition, { headers }: LogRecord): boolean {
    const due = dueOf(headers);
    if (due <= this.#surroundings.clock()) return false;
    if (partition.waitsForDue) return true;
    partition.waitsForDue = true;
    this.#at(due, () => {
      partition.waitsForDue = false;
      if (partition.state === 'open') this.#admit(partition);
    });
    return true;
  }

  #begin(record: LogRecord, partition: Partition): void {
    const { levelOf, downstreamOf, compactMs } = this.#settings;
    const work = new Work(record, partition, this.#gate(downstreamOf(record)), levelOf(record), attemptOf(record.headers), this);
    if (!this.#enterLane(work)) return;
    if (compactMs === undefined) this.#ready(work);
    else this.#later(work, this.#surroundings.clock() + compactMs.value);
  }

  /** Says whether it is the first of its lane. */
  #enterLane(work: Work): boolean {
    const lane = this.#laneOf(work);
    if (lane === '') return true;
    const { tails } = work.partition;
    const last = tails.get(lane);
    tails.set(lane, work);
    if (last === undefined) return true;
    last.behind = work;
    return false;
  }

  #leaveLane(work: Work): void {
    const lane = this.#laneOf(work);
    if (lane === '') return;
    const next = work.behind;
    if (next === undefined) work.partition.tails.delete(lane);
    else {
      work.behind = undefined;
      this.#ready(next);
    }
  }

  #laneOf({ record }: Work): string {
    if (this.#settings.ordering === 'key') return record.key;
    return this.#settings.ordering === 'partition' ? 'all' : '';
  }

  #ready(work: Work): void {
    work.state = 'queued';
    work.readyAt = this.#surroundings.clock();
    work.gate.push(work);
    this.#stir(work.gate);
  }

  #later(work: Work, at: number, go: () => void = () => this.#ready(work)): void {
    work.state = 'waiting';
    this.#at(at, () => {
      if (work.partition.state === 'open' && work.state === 'waiting') go();
    });
  }

  #gate(name: string): Gate {
    let gate = this.#gates.get(name);
    if (gate === undefined) this.#gates.set(name, (gate = new Gate(name, this.#settings.limitOf(name), this.#settings.weights)));
    return gate;
  }

  #stir(gate: Gate): void {
    if (gate.stirred) return;
    gate.stirred = true;
    this.#stirred.push(gate);
  }

  /** Starts what may start. Handlers that end at once come back here through `returned`; the loop that is on goes on then. */
  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    for (let gate = this.#stirred.pop(); gate !== undefined; gate = this.#stirred.pop()) {
      gate.stirred = false;
      while (gate.hasRoom) {
        const work = gate.shift();
        if (work === undefined) break;
        if (work.partition.state === 'open') this.#start(this.#newest(work));
      }
    }
    this.#pumping = false;
  }

  /** With compaction, the last of those that wait in the task's lane; the others are finished by that. */
  #newest(work: Work): Work {
    if (this.#settings.compactMs === undefined) return work;
    let newest = work;
    for (let newer = newest.behind; newer !== undefined; newer = newest.behind) {
      newest.state = 'over';
      newest.behind = undefined;
      newest.partition.window.finish(newest.record.offset);
      this.#surroundings.observer.skipped(newest.record, 'superseded');
      newest = newer;
    }
    return newest;
  }

  #start(work: Work): void {
    const now = this.#surroundings.clock();
    work.begin(now);
    work.gate.inFlight += 1;
    work.partition.active += 1;
    this.#started.push(work);
    if (!this.#watching) this.#watch(now);
    this.#surroundings.observer.started(work, now - work.readyAt);
    this.#surroundings.effects.start(work, work.run);
  }

  /** It runs no more; gives how long it took. */
  #leave(work: Work, outcome: Outcome): number {
    const { gate, partition } = work;
    const took = this.#surroundings.clock() - work.startedAt;
    gate.limit.observe(took, gate.inFlight, outcome);
    gate.inFlight -= 1;
    partition.active -= 1;
    this.#started.remove(work);
    this.#stir(gate);
    return took;
  }

  #finish(work: Work): void {
    const { partition } = work;
    work.state = 'over';
    partition.window.finish(work.record.offset);
    if (partition.state !== 'open') return this.#drained();
    this.#leaveLane(work);
    if (partition.inbox > 0) this.#admit(partition);
    else if (partition.full) this.#tellFull(partition);
  }

  #fail(work: Work, failure: Failure, error: unknown): void {
    const { random, clock, observer, effects } = this.#surroundings;
    const policy = this.#settings.retry.value;
    const overload = error instanceof Aborted || (failure.kind === 'retry' && failure.afterMs !== undefined) || this.#settings.isOverload(error);
    const took = this.#leave(work, overload ? 'dropped' : 'failed');
    const now = clock();
    work.firstFailedAt ??= work.record.headers[HEADERS.firstFailedAt] ?? new Date(now).toISOString();
    if (failure.kind === 'retry' && failure.value !== undefined) work.record = { ...work.record, value: failure.value };
    const step = nextStep(policy, work.attempt, failure, random);
    if (step.kind === 'wait') {
      observer.ended(work, 'retried', took, error);
      return this.#retry(work, now + step.ms, policy.holdKey);
    }
    const trouble = { attempt: work.attempt + (step.kind === 'move' ? 1 : 0), at: now, firstFailedAt: work.firstFailedAt, error };
    const record = step.kind === 'move' ? moved(work.record, step.tier.topic, trouble, now + step.tier.delayMs) : moved(work.record, step.topic, trouble);
    work.append = { record, ending: step.kind === 'move' ? 'moved' : 'dead', error };
    work.state = 'appending';
    work.partition.active += 1;
    effects.append(work);
  }

  #retry(work: Work, at: number, holdKey: boolean): void {
    if (work.partition.state !== 'open') {
      work.state = 'over';
      return this.#drained();
    }
    work.attempt += 1;
    if (!holdKey) this.#leaveLane(work);
    this.#later(work, at, () => {
      if (holdKey || this.#enterLane(work)) this.#ready(work);
      else work.state = 'queued';
    });
  }

  #tellFull(partition: Partition): void {
    const { pending, span } = partition.window;
    const most = this.#settings.maxPending.value;
    const widest = Math.min(this.#settings.maxSpan.value, MAX_SPAN);
    // Half is left before more is read, so that reading stops and goes on seldom and never runs dry.
    const full = partition.inbox > 0 || (partition.full ? pending > most / 2 || span > widest * 0.75 : pending >= most || span >= widest);
    if (full === partition.full) return;
    partition.full = full;
    this.#surroundings.observer.full(partition, full);
    if (!full) this.#surroundings.effects.wake();
  }

  #drained(): void {
    for (const { going, close } of this.#drains) if (going.every(({ active }) => active === 0)) close();
  }

  #watch(now: number): void {
    const { first } = this.#started;
    const ms = this.#settings.timeoutMs.value;
    if (first === undefined || ms === Number.POSITIVE_INFINITY) return;
    this.#watching = true;
    this.#at(Math.min(first.startedAt + ms, now + WATCH_MS), () => {
      this.#watching = false;
      this.#expire();
      this.#watch(this.#surroundings.clock());
    });
  }

  #expire(): void {
    const latest = this.#surroundings.clock() - this.#settings.timeoutMs.value;
    for (let work = this.#started.first; work !== undefined && work.startedAt <= latest; work = this.#started.first) {
      work.abort('time-out');
      this.#fail(work, { kind: 'retry' }, new Aborted('time-out'));
    }
  }

  #commitAgain(): void {
    this.#at(this.#surroundings.clock() + this.#settings.commitEveryMs.value, () => {
      this.#committer.commit();
      this.#commitAgain();
    });
  }

  #at(at: number, ring: () => void): void {
    this.#timers.add(at, ring);
    this.#setAlarm();
  }

  #setAlarm(): void {
    if (this.#timers.next >= this.#alarm) return;
    this.#alarm = this.#timers.next;
    this.#surroundings.effects.alarm(this.#alarm);
  }
}
