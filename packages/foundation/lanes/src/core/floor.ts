import type { Outcome } from '../limits/limit.ts';
import type { AbortReason } from '../task.ts';
import type { Alarms } from './alarms.ts';
import { bucketOf, keyBucketOf, type Bucket, type KeyBucket } from './bucket.ts';
import { Gate } from './gate.ts';
import type { Partition } from './partition.ts';
import type { CoreSettings, Surroundings } from './settings.ts';
import { Started } from './started.ts';
import type { Work } from './work.ts';

/** A time-out that was changed is heeded after this long at most. Milliseconds. */
const WATCH_MS = 1_000;

/** Where tasks run: starts what is ready as limits and rates let it, and watches how long it takes. */
export class Floor {
  readonly #settings: CoreSettings;
  readonly #around: Surroundings;
  readonly #alarms: Alarms;
  readonly #timedOut: (work: Work) => void;
  readonly #gates = new Map<string, Gate<Work>>();
  /** Gates where something may have become possible. */
  readonly #stirred: Gate<Work>[] = [];
  readonly #started = new Started();
  readonly #bucket: Bucket | undefined;
  readonly #keyBucket: KeyBucket | undefined;
  #pumping = false;
  #watching = false;

  constructor(settings: CoreSettings, around: Surroundings, alarms: Alarms, timedOut: (work: Work) => void) {
    this.#settings = settings;
    this.#around = around;
    this.#alarms = alarms;
    this.#timedOut = timedOut;
    this.#bucket = settings.rate && bucketOf(settings.rate);
    this.#keyBucket = settings.keyRate && keyBucketOf(settings.keyRate);
  }

  gates(): Iterable<Gate<Work>> {
    return this.#gates.values();
  }

  gate(name: string): Gate<Work> {
    let gate = this.#gates.get(name);
    if (gate === undefined) {
      const { limitOf, rateOf, weights } = this.#settings;
      const own = rateOf(name);
      gate = new Gate<Work>(name, limitOf(name), weights, own === undefined ? this.#bucket : bucketOf(own));
      this.#gates.set(name, gate);
    }
    return gate;
  }

  /**
   * Whether every gate has so much waiting that reading more would only fill memory: what waits long is copied by the garbage collector again and again.
   * With levels of priority, and with compaction, whoever looks further ahead does better, so there it never is.
   */
  get sated(): boolean {
    return this.#allWait(1);
  }

  /** Half of that is left. */
  get hungry(): boolean {
    return !this.#allWait(0.5);
  }

  /** It may start as soon as there is room. */
  ready(work: Work): void {
    work.state = 'queued';
    work.since = this.#around.clock();
    work.gate.push(work);
    this.#stir(work.gate);
  }

  /** It waits until then, if it is still wanted then. */
  later(work: Work, at: number, go: () => void = () => this.ready(work)): void {
    work.state = 'waiting';
    this.#alarms.at(at, () => {
      if (work.partition.state === 'open' && work.state === 'waiting') go();
    });
  }

  /** Starts what may start. Handlers that end at once come back here before it is through; the loop that is on goes on with what they made possible. */
  pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    for (let gate = this.#stirred.pop(); gate !== undefined; gate = this.#stirred.pop()) {
      gate.stirred = false;
      while (gate.hasRoom && this.#isOpen(gate)) {
        const work = gate.shift();
        if (work === undefined) break;
        if (work.partition.state === 'open' && this.#mayPass(work)) this.#start(this.#newest(work));
      }
    }
    this.#pumping = false;
  }

  /** It runs no more; gives how long it took. */
  leave(work: Work, outcome: Outcome): number {
    const { gate, partition } = work;
    const took = this.#around.clock() - work.since;
    gate.limit.observe(took, gate.inFlight, outcome);
    gate.inFlight -= 1;
    partition.active -= 1;
    this.#started.remove(work);
    this.#stir(gate);
    return took;
  }

  /** Nobody wants the results of what runs of this partition. */
  abort(partition: Partition, reason: AbortReason): void {
    for (const work of this.#started) {
      if (work.partition !== partition) continue;
      const took = this.leave(work, 'failed');
      work.state = 'over';
      work.abort(reason);
      this.#around.observer.ended(work, 'aborted', took);
    }
  }

  #allWait(part: number): boolean {
    const { weights, compactMs, maxReady } = this.#settings;
    if (this.#gates.size === 0 || weights.length > 1 || compactMs !== undefined) return false;
    for (const { waiting, limit } of this.#gates.values()) if (waiting < part * Math.max(maxReady.value, limit.limit())) return false;
    return true;
  }

  #stir(gate: Gate<Work>): void {
    if (gate.stirred) return;
    gate.stirred = true;
    this.#stirred.push(gate);
  }

  #isOpen(gate: Gate<Work>): boolean {
    if (gate.bucket === undefined || gate.empty) return true;
    const now = this.#around.clock();
    const at = gate.bucket.openAt(now);
    if (at <= now) return true;
    if (!gate.asleep) this.#alarms.at(at, () => void ((gate.asleep = false), this.#stir(gate)));
    gate.asleep = true;
    return false;
  }

  /** Takes the tokens for it, or lets it wait for its key's. */
  #mayPass(work: Work): boolean {
    const { bucket } = work.gate;
    if (bucket === undefined && this.#keyBucket === undefined) return true;
    const now = this.#around.clock();
    const { key } = work.record;
    if (this.#keyBucket !== undefined && key !== '') {
      const at = this.#keyBucket.openAt(key, now);
      if (at > now) {
        this.later(work, at);
        return false;
      }
      this.#keyBucket.take(key, now);
    }
    bucket?.take(now);
    return true;
  }

  /** With compaction, the last of those that wait in the task's lane; the others are finished by that. */
  #newest(work: Work): Work {
    if (this.#settings.compactMs === undefined) return work;
    let newest = work;
    for (let newer = newest.behind; newer !== undefined; newer = newest.behind) {
      newer.lane = newest.lane;
      newer.since = newest.since;
      newest.state = 'over';
      newest.behind = undefined;
      newest.partition.window.finish(newest.record.offset);
      this.#around.observer.skipped(newest.record, 'superseded');
      newest = newer;
    }
    return newest;
  }

  #start(work: Work): void {
    const now = this.#around.clock();
    const waited = now - work.since;
    work.begin(now);
    work.gate.inFlight += 1;
    work.partition.active += 1;
    this.#started.push(work);
    if (!this.#watching) this.#watch(now);
    this.#around.observer.started(work, waited);
    this.#around.effects.start(work, work.run);
  }

  #watch(now: number): void {
    const { first } = this.#started;
    const ms = this.#settings.timeoutMs.value;
    if (first === undefined || ms === Number.POSITIVE_INFINITY) return;
    this.#watching = true;
    this.#alarms.at(Math.min(first.since + ms, now + WATCH_MS), () => {
      this.#watching = false;
      this.#expire();
      this.#watch(this.#around.clock());
    });
  }

  #expire(): void {
    const latest = this.#around.clock() - this.#settings.timeoutMs.value;
    for (let work = this.#started.first; work !== undefined && work.since <= latest; work = this.#started.first) this.#timedOut(work);
  }
}
