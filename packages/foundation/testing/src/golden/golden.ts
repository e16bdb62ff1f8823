import type { LedgerTable, Codec, EffectsOf, Tables } from '@noren/engine-kit';
import type { Decider, Named, Records } from '@noren/kernel';
import type { MessageSamples, Sample } from './samples.ts';

/** What a context writes, as an engine puts it together, and samples of it. */
export type Golden<R extends Records, Command extends Named, Event extends Named> = Readonly<{
  context: string;
  /** Where `<version>.jsonl` lie. */
  folder: string;
  decider: Decider<R, Command, Event>;
  effects: EffectsOf<R, Command, Event>;
  tables: Tables<R>;
  ledger?: LedgerTable;
  commands: Codec<Command>;
  events: Codec<Event>;
  keyOf(command: Command): string;
  topics: Readonly<{ commands: Readonly<{ name: string }>; events: Readonly<{ name: string }>; outcomes: Readonly<{ name: string }> }>;
  samples: Readonly<{
    commands: MessageSamples<Command>;
    events: MessageSamples<Event>;
    records: { readonly [Kind in keyof R]: Sample<R[Kind]> };
  }>;
  /** What is there before the story: projections, which others' events fill. */
  given: { readonly [Kind in keyof R]?: Readonly<Record<string, R[Kind]>> };
  /** What versions before today's wrote otherwise, by their names. */
  older: Readonly<Record<string, OlderVersion>>;
  /** Commands that the engine decides one after the other, a minute between them; those that are refused are meant to be. */
  story: readonly Command[];
}>;

/** What a version wrote otherwise than today's. Its bytes stay as they are; this is the one place that says what has become of them. */
type OlderVersion = Readonly<{
  /** The first migration that it did not have. Its rows are brought over by SQL, so `goldenRowsSuite` applies the migrations from that one on to them. */
  migratedFrom: string;
  /** What it meant, in the names of today. */
  renamed?(meant: unknown): unknown;
}>;

/** The same value, with other names of its fields wherever they stand. */
export function renamedFields(names: Readonly<Record<string, string>>): (value: unknown) => unknown {
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, of]) => [names[name] ?? name, rename(of)]));
  };
  return rename;
}

/** One line of a golden file: bytes or a row that a version wrote, and what they mean. */
export type GoldenLine =
  /** `story`: told when the story was decided, in this order; folded they give `state`. */
  | Readonly<{ kind: 'command' | 'event'; type: string; story?: true; base64: string; is: unknown }>
  /** A record of `<context>.outcomes`. */
  | Readonly<{ kind: 'outcome'; type: string; base64: string; headers: Readonly<Record<string, string>>; is: readonly unknown[] }>
  /** A row of the table of this kind of record, as the database reads it from JSON: bytes in hexadecimal, after `\x`. */
  | Readonly<{ kind: 'record'; type: string; row: Readonly<Record<string, unknown>>; is: unknown }>
  /** All records by kind and key: before the story, and after it. */
  | Readonly<{ kind: 'given' | 'state'; is: State }>;
export type State = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
