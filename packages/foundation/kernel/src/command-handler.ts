/**
 * What a pure decision may know of the world: it is told. `now` is the instant at which the log took the command in (ISO 8601, UTC), never a clock
 * read while deciding. `commandId` lets an event remember which command a later decision answers.
 */
export type DecisionContext = Readonly<{ now: string; newId: (prefix: string) => string; actor: string; commandId: string }>;

/** Anything told apart by its `type`: a command or an event. */
export type Named = Readonly<{ type: string }>;

/** The kinds of record a context keeps, by name: `{ stock: Stock; hold: Hold }`. */
export type Records = Record<string, object>;
export type Keys<R extends Records> = { readonly [K in keyof R]?: readonly string[] };
export type View<R extends Records> = { readonly [K in keyof R]: (key: string) => R[K] | undefined };
/** New states of the records that an event touches. `null`: the record is gone. */
export type Changes<R extends Records> = { readonly [K in keyof R]?: Readonly<Record<string, R[K] | null>> };

/** One thing that a context can be asked: which records it may look at, and what it decides. A file each. */
export interface CommandHandler<R extends Records, Command, Event> {
  /** Asked again with what was loaded until it names nothing new (a hold must be known before its lines' stock can be). */
  reads(command: Command, view: View<R>): Keys<R>;
  /** What happens. An empty list: it is so already. Throws `Refusal`. */
  decide(view: View<R>, command: Command, facts: DecisionContext): readonly Event[];
}

/** A context's table of contents: all it can be asked and all it tells. A command or event without an entry does not compile. */
export type Rules<R extends Records, Command extends Named, Event extends Named> = Readonly<{
  commands: { readonly [Type in Command['type']]: CommandHandler<R, Extract<Command, { type: Type }>, Event> };
  events: { readonly [Type in Event['type']]: (view: View<R>, event: Extract<Event, { type: Type }>) => Changes<R> };
}>;

/** The same rules as the engine runs them: one decider for every command and event of the context. */
export interface Decider<R extends Records, Command, Event> extends CommandHandler<R, Command, Event> {
  evolve(view: View<R>, event: Event): Changes<R>;
}

export function decider<R extends Records, Command extends Named, Event extends Named>(rules: Rules<R, Command, Event>): Decider<R, Command, Event> {
  // The one place where a union meets its table: the entry found by `type` takes what has that `type`, which TypeScript cannot see.
  const verbs = rules.commands as unknown as Readonly<Record<string, CommandHandler<R, Command, Event>>>;
  const changes = rules.events as unknown as Readonly<Record<string, (view: View<R>, event: Event) => Changes<R>>>;
  const entry = <T>(table: Readonly<Record<string, T>>, { type }: Named): T => {
    const found = Object.hasOwn(table, type) ? table[type] : undefined;
    if (found === undefined) throw new Error(`no rule for ${type}`);
    return found;
  };
  return {
    reads: (command, view) => entry(verbs, command).reads(command, view),
    decide: (view, command, facts) => entry(verbs, command).decide(view, command, facts),
    evolve: (view, event) => entry(changes, event)(view, event),
  };
}
