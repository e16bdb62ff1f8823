import { positionKey, type Commit, type TopicPartition } from '@noren/log';
import { decodeOffsetMap } from '../core/offset-map.ts';
import type { Scenario } from './scenario.ts';

/** A promise was broken; the message says which and where. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

type Known = { readonly key: string; finished: boolean };
type Ledger = {
  readonly records: Map<number, Known>;
  /** Offsets by lane, in order, and how many of them are finished without a gap. */
  readonly lanes: Map<string, { readonly offsets: number[]; finished: number }>;
  readonly offsets: number[];
  finishedTo: number;
};

type Running = Readonly<{ lane: string; signal: AbortSignal }>;

/** Watches everything from outside and knows nothing of how lanes work. */
export class Oracle {
  readonly #scenario: Scenario;
  readonly #ledgers = new Map<string, Ledger>();
  readonly #running = new Map<string, Running>();
  readonly #handled = new Set<string>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  appended(at: TopicPartition & Readonly<{ offset: number; key: string }>): void {
    const ledger = this.#ledger(at);
    ledger.records.set(at.offset, { key: at.key, finished: false });
    ledger.offsets.push(at.offset);
    const lane = this.#laneOf(at.key);
    const known = ledger.lanes.get(lane) ?? { offsets: [], finished: 0 };
    known.offsets.push(at.offset);
    ledger.lanes.set(lane, known);
  }

  /** A handler is called. `known`: what its member knows to be finished, by itself and by the commit that it took the partition over with. */
  started(at: TopicPartition, offset: number, signal: AbortSignal, known: ReadonlySet<number>): void {
    const where = `${positionKey(at)}@${offset}`;
    const ledger = this.#ledger(at);
    const record = ledger.records.get(offset);
    if (record === undefined) throw new Violation(`${where}: there is no such record`);
    if (known.has(offset)) throw new Violation(`${where}: redone, though it was known to be finished`);
    const lane = this.#laneOf(record.key);
    if (lane === '') return;
    const { offsets, finished } = ledger.lanes.get(lane) ?? { offsets: [], finished: 0 };
    const first = offsets[finished];
    if (this.#scenario.policy.holdKey && first !== undefined && offset > first) throw new Violation(`${where}: overtook ${first} of its key`);
    const name = `${positionKey(at)} ${lane}`;
    if (this.#running.get(name)?.signal.aborted === false) throw new Violation(`${where}: ran beside another one of its key`);
    this.#running.set(name, { lane, signal });
  }

  /** The handler's call is over, whatever it said. */
  ended(at: TopicPartition, offset: number, signal: AbortSignal): void {
    const name = `${positionKey(at)} ${this.#laneOf(this.#ledger(at).records.get(offset)?.key ?? '')}`;
    if (this.#running.get(name)?.signal === signal) this.#running.delete(name);
  }

  /** The handler has said done, or the record stands in another topic and the log has said so; or it was skipped by rule. */
  finished(at: TopicPartition, offset: number): void {
    const ledger = this.#ledger(at);
    const record = ledger.records.get(offset);
    if (record === undefined) return;
    record.finished = true;
    const has = (one: number | undefined): boolean => one !== undefined && ledger.records.get(one)?.finished === true;
    const lane = ledger.lanes.get(this.#laneOf(record.key));
    while (lane !== undefined && has(lane.offsets[lane.finished])) lane.finished += 1;
    while (has(ledger.offsets[ledger.finishedTo])) ledger.finishedTo += 1;
  }

  /** The record needs no more: a handler has done it, or it is among the dead letters. */
  accounted(id: string): void {
    this.#handled.add(id);
  }

  /** A commit is sent: nothing that it says may be untrue. */
  committing(commit: Commit): void {
    const where = `${positionKey(commit)}@${commit.offset}`;
    if (commit.metadata.length > 4_096) throw new Violation(`${where}: ${commit.metadata.length} characters of metadata`);
    const ledger = this.#ledger(commit);
    const first = ledger.offsets[ledger.finishedTo];
    if (first !== undefined && first < commit.offset) throw new Violation(`${where}: committed past ${first}, which is not finished`);
    const map = decodeOffsetMap(commit.metadata, commit.offset);
    for (const { from, to } of 'finished' in map ? map.finished : [])
      for (let offset = from; offset < to; offset += 1)
        if (ledger.records.get(offset)?.finished === false) throw new Violation(`${where}: the map says that ${offset} is finished, which is not`);
  }

  /** As far as records were appended, all are finished and committed. */
  complete(committed: (at: TopicPartition) => number): boolean {
    for (const [name, { offsets, finishedTo }] of this.#ledgers) {
      const at = name.lastIndexOf('/');
      const partition = { topic: name.slice(0, at), partition: Number(name.slice(at + 1)) };
      if (finishedTo < offsets.length || committed(partition) !== (offsets.at(-1) ?? -1) + 1) return false;
    }
    return true;
  }

  /** What is not as it should be in the end, for a message. */
  missing(committed: (at: TopicPartition) => number): string {
    const parts = [...this.#ledgers].map(([name, { offsets, finishedTo }]) => {
      const at = name.lastIndexOf('/');
      const own = committed({ topic: name.slice(0, at), partition: Number(name.slice(at + 1)) });
      return `${name}: first unfinished ${offsets[finishedTo] ?? 'none'}, committed ${own}, end ${(offsets.at(-1) ?? -1) + 1}`;
    });
    return parts.join('; ');
  }

  /** Every id was done by a handler or stands among the dead letters. */
  allAccounted(ids: Iterable<string>): void {
    for (const id of ids) if (!this.#handled.has(id)) throw new Violation(`${id} was never done and is no dead letter`);
  }

  /** A member died: what it ran runs no more. */
  forget(signals: ReadonlySet<AbortSignal>): void {
    for (const [name, { signal }] of this.#running) if (signals.has(signal)) this.#running.delete(name);
  }

  #laneOf(key: string): string {
    if (this.#scenario.ordering === 'key') return key;
    return this.#scenario.ordering === 'partition' ? 'all' : '';
  }

  #ledger(at: TopicPartition): Ledger {
    const name = positionKey(at);
    let ledger = this.#ledgers.get(name);
    if (ledger === undefined) {
      ledger = { records: new Map(), lanes: new Map(), offsets: [], finishedTo: 0 };
      this.#ledgers.set(name, ledger);
    }
    return ledger;
  }
}
