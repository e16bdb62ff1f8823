import { Refusal, type Changes, type Decider, type DecisionContext, type Keys, type Records, type View } from '@noren/kernel';
import { expect } from 'vitest';

/** What a refusal must say: its code, and more where it matters. */
type Refused = Readonly<{ refused: string; kind?: Refusal['kind']; field?: string }>;

type When<Event> = Readonly<{
  /** Exactly these events, in this order (asymmetric matchers allowed), or this refusal. */
  then(expected: readonly Event[] | Refused): void;
  /** What was decided; throws its refusal. */
  events(): readonly Event[];
  /** The record afterwards. */
  record(kind: string, key: string): object | undefined;
}>;

type Given<Command, Event> = Readonly<{ when(command: Command, facts?: Partial<DecisionContext>): When<Event> }>;

type Memory = Map<string, object | undefined>;
const at = (kind: PropertyKey, key: string): string => `${String(kind)} ${key}`;

/**
 * A context's rules as sentences: `given(opened, stocked).when(reserve(2)).then([reserved(2)])`, or `.then({ refused: 'holder_used' })`.
 * As in the engine, a decision sees the records that `reads` names and fails the test when it looks at others.
 */
export function scenarios<R extends Records, Command, Event>(
  decider: Decider<R, Command, Event>,
  usual: Partial<DecisionContext> = {},
): (...past: readonly Event[]) => Given<Command, Event> {
  return (...past) => ({
    when(command, facts = {}) {
      const before: Memory = new Map();
      const everything = viewOf<R>((kind, key) => before.get(at(kind, key)));
      for (const event of past) remember(before, decider.evolve(everything, event));

      const decided = attempt(() => decideAlone(decider, before, command, { ...factsOf(), ...usual, ...facts }));
      return {
        events: () => unwrap(decided).events,
        record: (kind, key) => unwrap(decided).after.get(at(kind, key)),
        // oxlint-disable-next-line unicorn/no-thenable -- a test reads as a sentence; nobody awaits it
        then(expected) {
          if (!('refused' in expected)) return expect(unwrap(decided).events).toEqual(expected);
          if (!('refusal' in decided)) throw new Error(`decided ${JSON.stringify(decided.done.events)}, expected the refusal ${expected.refused}`);
          const { code, kind, field } = decided.refusal;
          expect({ refused: code, kind, field }).toMatchObject(expected);
        },
      };
    },
  });
}

type Done<Event> = Readonly<{ events: readonly Event[]; after: Memory }>;
type Decided<Event> = Readonly<{ done: Done<Event> }> | Readonly<{ refusal: Refusal }>;

function decideAlone<R extends Records, Command, Event>(
  decider: Decider<R, Command, Event>,
  before: Memory,
  command: Command,
  facts: DecisionContext,
): Done<Event> {
  const named = namedBy(decider, before, command);
  const after: Memory = new Map(before);
  const view = viewOf<R>((kind, key) => {
    if (!named.has(at(kind, key))) throw new Error(`the decision looks at ${at(kind, key)}, which reads() does not name: the engine would not have loaded it`);
    return after.get(at(kind, key));
  });
  const events = decider.decide(view, command, facts);
  for (const event of events) {
    const changes = decider.evolve(view, event);
    for (const key of keysOf(changes))
      if (!named.has(key)) throw new Error(`an event changes ${key}, which reads() does not name: the engine would not have loaded it`);
    remember(after, changes);
  }
  return { events, after };
}

/** As the engine does: asked again with what was loaded, until nothing new is named. */
function namedBy<R extends Records, Command, Event>(decider: Decider<R, Command, Event>, before: Memory, command: Command): ReadonlySet<string> {
  const named = new Set<string>();
  const view = viewOf<R>((kind, key) => (named.has(at(kind, key)) ? before.get(at(kind, key)) : undefined));
  for (let size = -1; size !== named.size;) {
    size = named.size;
    const keys: Keys<R> = decider.reads(command, view);
    for (const [kind, names] of Object.entries<readonly string[] | undefined>(keys)) for (const key of names ?? []) named.add(at(kind, key));
  }
  return named;
}

/** A view over any kind of record. The one place where records of all kinds lie in one map, which TypeScript cannot see through. */
const viewOf = <R extends Records>(find: (kind: string, key: string) => object | undefined): View<R> =>
  new Proxy({}, { get: (_, kind) => (key: string) => find(String(kind), key) }) as View<R>;

const entriesOf = <R extends Records>(changes: Changes<R>): readonly (readonly [string, object | null])[] =>
  Object.entries<Readonly<Record<string, object | null>> | undefined>(changes).flatMap(([kind, records]) =>
    Object.entries(records ?? {}).map(([key, record]) => [at(kind, key), record] as const),
  );
const keysOf = <R extends Records>(changes: Changes<R>): readonly string[] => entriesOf(changes).map(([key]) => key);

function remember<R extends Records>(memory: Memory, changes: Changes<R>): void {
  for (const [key, record] of entriesOf(changes)) memory.set(key, record ?? undefined);
}

function attempt<Event>(decide: () => Done<Event>): Decided<Event> {
  try {
    return { done: decide() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

function unwrap<Event>(decided: Decided<Event>): Done<Event> {
  if ('refusal' in decided) throw decided.refusal;
  return decided.done;
}

/** Ids count up per scenario: `ord_1`, `ord_2`. */
function factsOf(): DecisionContext {
  let ids = 0;
  return { now: '2026-01-05T09:00:00.000Z', newId: (prefix) => `${prefix}_${(ids += 1)}`, actor: 'test', commandId: 'cmd_test' };
}
