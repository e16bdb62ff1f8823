/** A command that falls due at an instant. `key` names it: setting it again moves it, and one cancelled never fires. */
export type Timer<Command> = Readonly<{ key: string; due: string; command: Command }>;

/** A line of an append-only table (a ledger, a history), as the context describes it. */
export type LedgerRow = Readonly<Record<string, unknown>>;

/** The decision under an earlier command's id: what its waiter, and whoever repeats it, gets. */
export type Decision = Readonly<{
  commandId: string;
  refusal?: Readonly<{ kind: string; code: string; message: string; field?: string }>;
  result: Readonly<Record<string, unknown>>;
}>;

/** What an event brings with it beside its records, written in the same commit. */
export type Effects<Command, Line = LedgerRow> = Readonly<{
  /** The command that told this event is not answered yet: a later `decides` will. */
  undecided?: true;
  decides?: Decision;
  /** Told with the command's own outcome: ids made, levels reached. */
  result?: Readonly<Record<string, unknown>>;
  setTimers?: readonly Timer<Command>[];
  cancelTimers?: readonly string[];
  ledger?: readonly Line[];
}>;
