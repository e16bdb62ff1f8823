import { positionKey, type Commit, type Position, type TopicPartition } from '@noren/log';
import type { Core } from '../core/core.ts';
import type { CoreSettings, Effects, Surroundings } from '../core/settings.ts';
import type { Timers } from '../core/timers.ts';
import type { Work } from '../core/work.ts';
import { unobserved } from '../observer.ts';
import { dead, retry, type Verdict } from '../task.ts';
import type { Dice } from './dice.ts';
import { Violation, type Oracle } from './oracle.ts';
import { settingsOfScenario, type Scenario } from './scenario.ts';
import type { SimLog } from './sim-log.ts';

export type MakeCore = (settings: CoreSettings, surroundings: Surroundings) => Core;
export type Time = { now: number; readonly events: Timers };
export type Kit = Readonly<{ scenario: Scenario; dice: Dice; log: SimLog; oracle: Oracle; time: Time; makeCore: MakeCore }>;

type Holding = {
  readonly at: TopicPartition;
  position: number;
  readonly epoch: number;
  /** What this member knows to be finished. */ readonly known: Set<number>;
};

/** A process with a core: reads, calls handlers, commits, and may die at any instant. */
export class SimMember {
  alive = true;
  readonly #kit: Kit;
  readonly #core: Core;
  readonly #holdings = new Map<string, Holding>();
  /** What is being given up: not read any more, and still committed. */
  readonly #leaving = new Map<string, Holding>();
  readonly #signals = new Set<AbortSignal>();
  #inFlight = 0;
  #reading = false;
  #turn = 0;
  #alarm = 0;

  constructor(kit: Kit) {
    this.#kit = kit;
    const { scenario, dice, time, oracle } = kit;
    const limit = { limit: () => scenario.concurrency, observe: () => undefined };
    const observer = {
      ...unobserved,
      skipped: (record: Position, why: string) => (why === 'ignored' || why === 'superseded') && this.#skipped(record, oracle),
    };
    this.#core = kit.makeCore(
      settingsOfScenario(scenario, () => limit),
      { effects: this.#effects(), observer, clock: () => time.now, random: dice.roll },
    );
    this.#read();
  }

  assign(at: TopicPartition): void {
    const { log } = this.#kit;
    const { commit, covered } = log.committed(at);
    const [position] = this.#core.assign([commit]);
    this.#holdings.set(positionKey(at), { at, position: position?.offset ?? commit.offset, epoch: log.take(at), known: new Set(covered) });
  }

  revoke(partitions: readonly TopicPartition[], released: () => void): void {
    const limitMs = this.#kit.scenario.drainMs;
    for (const name of partitions.map(positionKey)) {
      const holding = this.#holdings.get(name);
      this.#holdings.delete(name);
      if (holding !== undefined) this.#leaving.set(name, holding);
    }
    this.#core.revoke(partitions, { limitMs, reason: 'revoked' }, () => {
      for (const at of partitions) this.#leaving.delete(positionKey(at));
      if (this.alive) released();
    });
  }

  /** kill -9. */
  die(): void {
    this.alive = false;
    this.#kit.oracle.forget(this.#signals);
  }

  #holding(at: TopicPartition): Holding | undefined {
    return this.#holdings.get(positionKey(at)) ?? this.#leaving.get(positionKey(at));
  }

  #skipped({ topic, partition, offset }: Position, oracle: Oracle): void {
    oracle.finished({ topic, partition }, offset);
    this.#holding({ topic, partition })?.known.add(offset);
    for (const { id } of this.#kit.log.read({ topic, partition }, offset, 1)) oracle.accounted(id);
  }

  #later(ms: number, act: () => void): void {
    const { time } = this.#kit;
    time.events.add(time.now + ms, () => {
      if (this.alive) act();
    });
  }

  /** What is read was asked for before it comes; partitions may be full, or gone, by then. */
  #read(): void {
    const { scenario, dice, log } = this.#kit;
    this.#reading = true;
    const full = new Set(this.#core.full().map(({ name }) => name));
    const wanted = [...this.#holdings].filter(([name]) => !full.has(name));
    this.#later(dice.whole(0, 5), () => {
      let came = 0;
      for (const [name, holding] of wanted) {
        if (this.#holdings.get(name) !== holding) continue;
        const records = log.read(holding.at, holding.position, scenario.maxRecords);
        holding.position = (records.at(-1)?.offset ?? holding.position - 1) + 1;
        came += records.length;
        if (records.length > 0) this.#core.take(records);
      }
      for (const { window } of this.#core.partitions())
        if (window.pending > scenario.maxPending) throw new Violation(`${window.pending} pending of ${scenario.maxPending}`);
      this.#reading = false;
      this.#readIn(came > 0 ? dice.whole(0, 10) : dice.whole(10, 100));
    });
  }

  /** The last that is asked for counts, so that a wake comes before the slow poll. */
  #readIn(ms: number): void {
    const turn = (this.#turn += 1);
    this.#later(ms, () => {
      if (turn === this.#turn && !this.#reading) this.#read();
    });
  }

  #effects(): Effects {
    const { dice, time } = this.#kit;
    return {
      start: (work, run) => this.#handle(work, run),
      append: (work) => {
        const holding = this.#holding(work.record);
        this.#later(dice.whole(0, 5), () => this.#append(work, holding));
      },
      commit: (commits, answer) => this.#commit(commits, answer),
      wake: () => this.#readIn(0),
      alarm: (at) => {
        const alarm = (this.#alarm += 1);
        time.events.add(at, () => {
          if (this.alive && alarm === this.#alarm) this.#core.tick();
        });
      },
    };
  }

  #handle(work: Work, run: number): void {
    const { scenario, dice, oracle } = this.#kit;
    const { handler } = scenario;
    const { signal, record } = work;
    const at = { topic: record.topic, partition: record.partition };
    this.#inFlight += 1;
    this.#signals.add(signal);
    if (this.#inFlight > scenario.concurrency) throw new Violation(`${this.#inFlight} in flight of ${scenario.concurrency}`);
    const holding = this.#holding(at);
    if (holding === undefined) throw new Violation(`${positionKey(at)}@${record.offset}: begun without having the partition`);
    oracle.started(at, record.offset, signal, holding.known);
    // A place is free when the handler is done with it, or when it was told that nobody waits any more.
    let free = (): void => {
      this.#inFlight -= 1;
      free = () => undefined;
    };
    signal.addEventListener('abort', () => free());
    const defers = dice.chance(handler.defers);
    const completion = defers ? work.defer() : undefined;
    if (completion !== undefined) this.#core.returned(work, run, undefined);
    const end = (): void => {
      const wanted = !signal.aborted;
      free();
      this.#signals.delete(signal);
      oracle.ended(at, record.offset, signal);
      const said = this.#say(work);
      if (said === 'throws') return completion === undefined ? this.#core.failed(work, run, new Error('drawn')) : completion.fail(new Error('drawn'));
      if (wanted && said === undefined) {
        oracle.finished(at, record.offset);
        holding.known.add(record.offset);
        oracle.accounted(record.id);
      }
      if (completion === undefined) this.#core.returned(work, run, said);
      else completion.complete(said);
    };
    if (dice.chance(handler.hangs)) this.#later(scenario.timeoutMs * 3, end);
    else if (dice.chance(handler.inline) && !defers) end();
    else this.#later(dice.whole(0, handler.slowestMs), end);
  }

  #say({ record }: Work): 'throws' | Verdict | undefined {
    const { dice, scenario } = this.#kit;
    const { throws, retries, dies } = scenario.handler;
    if (dice.chance(throws)) return 'throws';
    if (dice.chance(retries))
      return retry({ ...(dice.chance(0.5) ? { afterMs: dice.whole(0, 400) } : {}), ...(dice.chance(0.5) ? { value: record.value } : {}) });
    return dice.chance(dies) ? dead('drawn') : undefined;
  }

  #append(work: Work, holding: Holding | undefined): void {
    const { scenario, dice, log, oracle, time } = this.#kit;
    const record = work.append?.record;
    if (record === undefined) throw new Violation('nothing to append');
    const fails = dice.chance(scenario.log.appendFails);
    // Half of those that fail stand in the log all the same; the answer got lost.
    if (!fails || dice.chance(0.5)) log.append(record, 0, time.now);
    if (fails) return this.#core.appendFailed(work, new Error('drawn'));
    oracle.finished(work.record, work.record.offset);
    holding?.known.add(work.record.offset);
    this.#core.appended(work);
  }

  #commit(commits: readonly Commit[], answer: (error?: unknown) => void): void {
    const { dice, log, oracle, scenario } = this.#kit;
    const faults = scenario.log;
    for (const commit of commits) oracle.committing(commit);
    const covered = commits.map((commit) => new Set(this.#holding(commit)?.known));
    const epochs = commits.map((commit) => log.epoch(commit));
    const store = (): void => {
      for (const [index, commit] of commits.entries()) if (log.epoch(commit) === epochs[index]) log.commit(commit, covered[index] ?? new Set());
    };
    const lost = dice.chance(faults.commitLost);
    const late = !lost && dice.chance(faults.commitLate);
    // A late one is stored after its sender has given it up, and perhaps after the next one.
    if (late) this.#kit.time.events.add(this.#kit.time.now + dice.whole(5, 100), store);
    this.#later(dice.whole(0, 8), () => {
      if (!lost && !late) store();
      answer(lost || late || dice.chance(faults.answerLost) ? new Error('drawn') : undefined);
    });
  }
}
