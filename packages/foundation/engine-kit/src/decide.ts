import { type Decider, type DecisionContext, type LedgerRow, type Named, newId, type Records } from '@noren/kernel';
import type { LogRecord, NewRecord, Outbox, Positions } from '@noren/log';
import type { Codec } from './codec.ts';
import { appendRecords, type Move, movePositions, saveRecords, storeOutcomes, type StoredOutcome, type TimerRow, appendRows, writeTimers } from './commit.ts';
import type { ChangedRecords, EffectsOf, Envelope, Executed, Loaded, Tables } from './execute.ts';
import { outcomesRecord, refused } from './outcomes.ts';
import type { LedgerTable } from './record-table.ts';
import { Statement } from './statement.ts';

/** All that an engine must know of its context. */
export type Rulebook<R extends Records, Command extends Named, Event extends Named> = Readonly<{
  context: string;
  decider: Decider<R, Command, Event>;
  effects: EffectsOf<R, Command, Event>;
  tables: Tables<R>;
  /** Kinds that other contexts' events write (projections): loaded, never changed by a decision. */
  projected: readonly (keyof R & string)[];
  /** Where ledger rows go. */
  ledger?: LedgerTable;
  commands: Codec<Command>;
  events: Codec<Event>;
  /** The log key of a command: what a timer's command is appended under. */
  keyOf(command: Command): string;
  topics: Readonly<{ commands: Readonly<{ name: string }>; events: Readonly<{ name: string }>; outcomes: Readonly<{ name: string }> }>;
}>;

/** A command with the record that it came in. */
export type Taken<Command> = Readonly<{ record: LogRecord; envelope: Envelope<Command>; seen: Positions; redrive: boolean }>;

export function take<Command>(record: LogRecord, command: Command): Taken<Command> {
  const facts: DecisionContext = { now: record.at, newId, actor: record.headers['actor'] ?? '', commandId: record.id };
  return {
    record,
    envelope: { id: record.id, command, facts },
    seen: JSON.parse(record.headers['seen'] ?? '{}') as Positions,
    redrive: record.headers['redrive'] === 'true',
  };
}

/** Headers that go on from what caused a record to the records that it causes. */
export function passedOn(headers: Readonly<Record<string, string>>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of ['traceparent', 'correlationid', 'actor']) {
    const value = headers[name];
    if (value !== undefined) out[name] = value;
  }
  return out;
}

/** What a decided batch writes. */
export type Written<R extends Records> = Readonly<{
  changed: ChangedRecords<R>;
  events: readonly NewRecord[];
  outcomes: readonly StoredOutcome[];
  redecided: readonly StoredOutcome[];
  decisions: readonly StoredOutcome[];
  ledger: readonly LedgerRow[];
  timers: ReadonlyMap<string, TimerRow | null>;
}>;

/** Turns what was decided in memory into rows and records. */
export function write<R extends Records, Command extends Named, Event extends Named>(
  rulebook: Rulebook<R, Command, Event>,
  batch: readonly Taken<Command>[],
  outcomes: readonly Executed<Command, Event>[],
  changed: ChangedRecords<R>,
): Written<R> {
  const events: NewRecord[] = [];
  const stored: StoredOutcome[] = [];
  const redecided: StoredOutcome[] = [];
  const decisions: StoredOutcome[] = [];
  const ledger: LedgerRow[] = [];
  const timers = new Map<string, TimerRow | null>();
  for (const [at, { id, produced, refusal }] of outcomes.entries()) {
    const taken = batch[at];
    if (!taken) break;
    const headers = passedOn(taken.record.headers);
    const { seen } = taken;
    let undecided = false;
    let result: Readonly<Record<string, unknown>> | undefined;
    for (const { event, effects } of produced) {
      const { type, value } = rulebook.events.encode(event);
      events.push({ topic: rulebook.topics.events.name, key: taken.record.key, id: newId('evt'), type, value, headers: { ...headers, causationid: id } });
      if (effects.undecided) undecided = true;
      if (effects.result) result = { ...result, ...effects.result };
      if (effects.decides) {
        const { commandId, refusal: reason, result: decided } = effects.decides;
        // Decided by the very command: its own outcome tells it.
        if (commandId === id) result = { ...result, ...decided };
        else decisions.push({ commandId, status: reason ? 'refused' : 'done', ...(reason ? { refusal: reason } : {}), result: decided, seen });
      }
      ledger.push(...(effects.ledger ?? []));
      for (const key of effects.cancelTimers ?? []) timers.set(key, null);
      for (const { key, due, command } of effects.setTimers ?? []) {
        const encoded = rulebook.commands.encode(command);
        timers.set(key, { key, due, recordKey: rulebook.keyOf(command), type: encoded.type, value: encoded.value });
      }
    }
    const outcome: StoredOutcome = refusal ? refused(id, refusal) : { commandId: id, status: undecided ? 'pending' : 'done', ...(result ? { result } : {}) };
    (taken.redrive ? redecided : stored).push({ ...outcome, seen });
  }
  return { changed, events, outcomes: stored, redecided, decisions, ledger, timers };
}

/** The commit of a decided batch: one statement. Returns it with the records that it appends. */
export function commitOf<R extends Records, Command extends Named, Event extends Named>(
  rulebook: Rulebook<R, Command, Event>,
  subscription: string,
  outbox: Outbox,
  loaded: Loaded<R>,
  moves: readonly Move[],
  written: Written<R>,
  at: string,
): Readonly<{ statement: Statement; records: readonly NewRecord[] }> {
  const statement = new Statement(`commit ${subscription}`);
  const published = outcomesRecord(rulebook.topics.outcomes.name, [...written.outcomes, ...written.redecided, ...written.decisions], {});
  const records = published ? [...written.events, published] : written.events;
  movePositions(statement, subscription, moves);
  saveRecords(statement, ownTables(rulebook), loaded, written.changed);
  if (rulebook.ledger) appendRows(statement, rulebook.ledger, written.ledger);
  const timers = [...written.timers];
  writeTimers(
    statement,
    timers.flatMap(([, timer]) => (timer ? [timer] : [])),
    timers.flatMap(([key, timer]) => (timer ? [] : [key])),
  );
  appendRecords(statement, outbox, records);
  storeOutcomes(statement, written.outcomes, written.redecided, written.decisions, at);
  statement.answers('(SELECT positions FROM appended)');
  return { statement, records };
}

/** The tables that decisions write: those of its own records. */
const ownTables = <R extends Records, Command extends Named, Event extends Named>({ tables, projected }: Rulebook<R, Command, Event>): Tables<R> =>
  Object.fromEntries(Object.entries(tables).filter(([kind]) => !projected.includes(kind))) as Tables<R>;
