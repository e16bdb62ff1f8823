import {
  type Changes,
  type Decider,
  type Effects,
  type DecisionContext,
  type Keys,
  type LedgerRow,
  type Named,
  type Records,
  Refusal,
  type View,
} from '@noren/kernel';
import { ours } from './bug.ts';
import { loadRecords, type Queryable, type RecordTable } from './record-table.ts';

/** How each kind of record is kept. */
export type Tables<R extends Records> = { readonly [K in keyof R]: RecordTable<R[K]> };

/** What a batch may look at: each key asked for, with its record or `undefined` where there is none, and the version it was seen at. */
export type Loaded<R extends Records> = Readonly<{
  records: { readonly [K in keyof R]: Map<string, R[K] | undefined> };
  versions: { readonly [K in keyof R]: Map<string, number> };
}>;

export const kindsOf = <R extends Records>(of: { readonly [K in keyof R]: unknown }): (keyof R & string)[] => Object.keys(of);
const each = <R extends Records, T>(kinds: readonly (keyof R)[], make: () => T): { [K in keyof R]: T } =>
  Object.fromEntries(kinds.map((kind) => [kind, make()])) as { [K in keyof R]: T };

export const nothingLoaded = <R extends Records>(tables: { readonly [K in keyof R]: unknown }): Loaded<R> => ({
  records: each<R, Map<string, never>>(kindsOf<R>(tables), () => new Map<string, never>()),
  versions: each<R, Map<string, number>>(kindsOf<R>(tables), () => new Map()),
});

/** Loads all that a batch may look at: one query a table and round, however many commands; none where it is loaded already. What `reads` throws is a bug. */
export async function prefetch<R extends Records, Message>(
  reads: (message: Message, view: View<R>) => Keys<R>,
  tables: Tables<R>,
  db: Queryable,
  messages: readonly Message[],
): Promise<Loaded<R>> {
  const kinds = kindsOf<R>(tables);
  const loaded = nothingLoaded<R>(tables);
  let looked = false;
  const view = viewOf<R>(kinds, (kind, key) => {
    looked = true;
    return loaded.records[kind].get(key);
  });
  for (;;) {
    const missing = missingKeys(
      kinds,
      loaded,
      ours(() => messages.map((message) => reads(message, view))),
    );
    if (missing.every(({ keys }) => keys.length === 0)) return loaded;
    await Promise.all(missing.map(({ kind, keys }) => (keys.length > 0 ? loadKind(db, tables[kind], kind, keys, loaded) : undefined)));
    // Who named keys without a look at what is there names the same ones again.
    if (!looked) return loaded;
  }
}

async function loadKind<R extends Records, K extends keyof R>(
  db: Queryable,
  table: RecordTable<R[K]>,
  kind: K,
  keys: readonly string[],
  loaded: Loaded<R>,
): Promise<void> {
  const found = await loadRecords(db, table, keys);
  for (const key of keys) {
    const stored = found.get(key);
    loaded.records[kind].set(key, stored?.record);
    if (stored) loaded.versions[kind].set(key, stored.version);
  }
}

function missingKeys<R extends Records>(
  kinds: readonly (keyof R & string)[],
  loaded: Loaded<R>,
  named: readonly Keys<R>[],
): { kind: keyof R & string; keys: string[] }[] {
  return kinds.map((kind) => {
    const keys = new Set<string>();
    for (const names of named) for (const key of names[kind] ?? []) if (!loaded.records[kind].has(key)) keys.add(key);
    return { kind, keys: [...keys] };
  });
}

export const viewOf = <R extends Records>(kinds: readonly (keyof R & string)[], find: <K extends keyof R>(kind: K, key: string) => R[K] | undefined): View<R> =>
  Object.fromEntries(kinds.map((kind) => [kind, (key: string) => find(kind, key)])) as View<R>;

/** A command as the log took it in. */
export type Envelope<Command> = Readonly<{ id: string; command: Command; facts: DecisionContext }>;

/** What became of one command in memory: its events with what they bring along, or why it was refused. */
export type Executed<Command, Event> = Readonly<{ id: string; produced: readonly Readonly<{ event: Event; effects: Effects<Command> }>[]; refusal?: Refusal }>;
export type ChangedRecords<R extends Records> = { readonly [K in keyof R]: Map<string, R[K] | null> };

/** What an event brings along; `view` shows the records after it. */
export type EffectsOf<R extends Records, Command, Event, Line = LedgerRow> = (event: Event, view: View<R>, facts: DecisionContext) => Effects<Command, Line>;

/**
 * Decides a batch in log order on top of what was loaded. Later commands see what earlier ones changed. Where a command needs a record that nobody
 * loaded (an earlier one changed what it reads), or throws what is no refusal, the batch ends before it: fewer outcomes than commands.
 * What a command throws as the first of its batch it throws by itself, and so does this.
 */
export function execute<R extends Records, Command extends Named, Event extends Named>(
  decider: Decider<R, Command, Event>,
  effectsOf: EffectsOf<R, Command, Event>,
  loaded: Loaded<R>,
  batch: readonly Envelope<Command>[],
): Readonly<{ outcomes: readonly Executed<Command, Event>[]; changed: ChangedRecords<R> }> {
  const kinds = kindsOf<R>(loaded.records);
  const changed: ChangedRecords<R> = each<R, Map<string, never>>(kinds, () => new Map<string, never>());
  const outcomes: Executed<Command, Event>[] = [];

  // A refused command leaves no trace: its changes are kept apart until it has been decided whole.
  const own: ChangedRecords<R> = each<R, Map<string, never>>(kinds, () => new Map<string, never>());
  const view = viewOf<R>(kinds, (kind, key) => {
    if (own[kind].has(key)) return own[kind].get(key) ?? undefined;
    if (changed[kind].has(key)) return changed[kind].get(key) ?? undefined;
    if (!loaded.records[kind].has(key)) throw new NotLoaded(`${String(kind)} ${key}`);
    return loaded.records[kind].get(key);
  });

  for (const { id, command, facts } of batch) {
    for (const kind of kinds) own[kind].clear();
    try {
      const produced = decider.decide(view, command, facts).map((event) => {
        take(kinds, own, decider.evolve(view, event));
        return { event, effects: effectsOf(event, view, facts) };
      });
      for (const kind of kinds) for (const [key, record] of own[kind]) changed[kind].set(key, record);
      outcomes.push({ id, produced });
    } catch (error) {
      if (error instanceof Refusal) outcomes.push({ id, produced: [], refusal: error });
      else if (outcomes.length > 0) break;
      else throw error;
    }
  }
  forgetPassing(kinds, loaded, changed);
  return { outcomes, changed };
}

/** What came and went within the batch was never stored, so there is nothing to delete. */
function forgetPassing<R extends Records>(kinds: readonly (keyof R & string)[], loaded: Loaded<R>, changed: ChangedRecords<R>): void {
  for (const kind of kinds)
    for (const [key, record] of changed[kind]) if (record === null && loaded.records[kind].get(key) === undefined) changed[kind].delete(key);
}

function take<R extends Records>(kinds: readonly (keyof R & string)[], into: ChangedRecords<R>, changes: Changes<R>): void {
  for (const kind of kinds) {
    const records: Readonly<Record<string, R[keyof R & string] | null>> | undefined = changes[kind];
    if (records) for (const [key, record] of Object.entries(records)) into[kind].set(key, record);
  }
}

/** Folds messages that are facts already (another context's events) over what was loaded: a projection. */
export function project<R extends Records, Message>(
  apply: (view: View<R>, message: Message) => Changes<R>,
  loaded: Loaded<R>,
  messages: readonly Message[],
): ChangedRecords<R> {
  const kinds = kindsOf<R>(loaded.records);
  const changed: ChangedRecords<R> = each<R, Map<string, never>>(kinds, () => new Map<string, never>());
  const view = viewOf<R>(kinds, (kind, key) => (changed[kind].has(key) ? (changed[kind].get(key) ?? undefined) : loaded.records[kind].get(key)));
  for (const message of messages) take(kinds, changed, apply(view, message));
  forgetPassing(kinds, loaded, changed);
  return changed;
}

class NotLoaded extends Error {}
