import type { LedgerRow, Records } from '@noren/kernel';
import { LostPartitions, type LogRecord, type NewRecord } from '@noren/log';
import type { Move, StoredOutcome, TimerRow } from '../../../packages/foundation/engine-kit/src/commit.ts';
import type { Written } from '../../../packages/foundation/engine-kit/src/decide.ts';
import { kindsOf, type Loaded } from '../../../packages/foundation/engine-kit/src/execute.ts';

/** What a simulation leaves out on purpose, to see that it is missed. */
export type Bugs = Readonly<{ fence?: boolean; dedup?: boolean }>;

/** The log in memory: a partition a topic. */
export class MemoryLog {
  readonly #topics = new Map<string, LogRecord[]>();
  now = Date.parse('2026-01-05T09:00:00.000Z');

  append(records: readonly NewRecord[]): void {
    for (const record of records) {
      const topic = this.read(record.topic, 0);
      this.#topics.set(record.topic, [...topic, { ...record, partition: 0, offset: topic.length, at: new Date((this.now += 1)).toISOString() }]);
    }
  }

  read(topic: string, from: number): readonly LogRecord[] {
    const all = this.#topics.get(topic) ?? [];
    return from === 0 ? all : all.slice(from);
  }

  end = (topic: string): number => this.read(topic, 0).length;
}

type Versioned<T> = Readonly<{ record: T; version: number }>;

/** One context's tables in memory, with the commit that the SQL makes: all of it, or nothing where the fence or a version is off. */
export class MemoryStore<R extends Records> {
  readonly records: { readonly [K in keyof R]: Map<string, Versioned<R[K]>> };
  readonly outcomes = new Map<string, StoredOutcome>();
  readonly decisions = new Map<string, StoredOutcome>();
  readonly positions = new Map<string, { next: number; epoch: number }>();
  readonly timers = new Map<string, TimerRow>();
  readonly ledger: LedgerRow[] = [];
  readonly #log: MemoryLog;
  readonly #bugs: Bugs;

  constructor(log: MemoryLog, records: { readonly [K in keyof R]: Map<string, Versioned<R[K]>> }, bugs: Bugs) {
    this.#log = log;
    this.records = records;
    this.#bugs = bugs;
  }

  takeOver(subscription: string, topic: string): { next: number; epoch: number } {
    const key = `${subscription} ${topic}`;
    const taken = { next: this.positions.get(key)?.next ?? 0, epoch: (this.positions.get(key)?.epoch ?? 0) + 1 };
    this.positions.set(key, taken);
    return taken;
  }

  /** A reaction's commit: the positions, and what it asks. */
  move(subscription: string, moves: readonly Move[], commands: readonly NewRecord[]): void {
    this.#fence(subscription, moves);
    this.#moved(subscription, moves);
    this.#log.append(commands);
  }

  /** An engine's commit. */
  commit(subscription: string, moves: readonly Move[], loaded: Loaded<R>, written: Written<R>, appended: readonly NewRecord[]): void {
    this.#fence(subscription, moves);
    const kinds = kindsOf<R>(this.records);
    if (!this.#bugs.fence) {
      for (const kind of kinds)
        for (const key of written.changed[kind].keys())
          if (this.records[kind].get(key)?.version !== loaded.versions[kind].get(key)) throw new LostPartitions(`somebody else wrote ${key}`);
    }
    if (!this.#bugs.fence && !this.#bugs.dedup)
      for (const { commandId } of written.outcomes) if (this.outcomes.has(commandId)) throw new LostPartitions(`${commandId} is decided`);
    this.#moved(subscription, moves);
    for (const kind of kinds) this.#save(kind, written.changed[kind]);
    for (const outcome of written.outcomes) this.outcomes.set(outcome.commandId, outcome);
    for (const decision of written.decisions) this.decisions.set(decision.commandId, decision);
    this.ledger.push(...written.ledger);
    for (const [key, timer] of written.timers) {
      if (timer) this.timers.set(key, timer);
      else this.timers.delete(key);
    }
    this.#log.append(appended);
  }

  #save<K extends keyof R & string>(kind: K, changed: ReadonlyMap<string, R[K] | null>): void {
    for (const [key, record] of changed) {
      if (record === null) this.records[kind].delete(key);
      else this.records[kind].set(key, { record, version: (this.records[kind].get(key)?.version ?? 0) + 1 });
    }
  }

  #fence(subscription: string, moves: readonly Move[]): void {
    if (this.#bugs.fence) return;
    for (const { topic, from, epoch } of moves) {
      const position = this.positions.get(`${subscription} ${topic}`);
      if (position?.next !== from || position.epoch !== epoch) throw new LostPartitions(`${subscription} ${topic} is at ${position?.next}`);
    }
  }

  #moved(subscription: string, moves: readonly Move[]): void {
    for (const { topic, to } of moves) {
      const key = `${subscription} ${topic}`;
      this.positions.set(key, { next: to, epoch: this.positions.get(key)?.epoch ?? 0 });
    }
  }
}
