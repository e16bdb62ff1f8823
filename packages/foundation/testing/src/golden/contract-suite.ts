import { decodeOutcomes } from '@noren/engine-kit';
import type { Changes, Named, Records, View } from '@noren/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, type Known, knownOf } from './compare.ts';
import { filesOf } from './files.ts';
import type { Golden, GoldenLine, State } from './golden.ts';
import type { Sample } from './samples.ts';

/** Every command and event comes back from its message as it went into it. */
export function roundTrips<R extends Records, Command extends Named, Event extends Named>({
  context,
  commands,
  events,
  samples,
}: Golden<R, Command, Event>): void {
  const all = <Message>(of: Readonly<Record<string, Sample<Message>>>) => Object.entries(of);
  describe('through its message and back', () => {
    it.each(all<Command>(samples.commands))('%s is the same command', (type, { arbitrary, variants }) => {
      const same = (command: Command): void => {
        const encoded = commands.encode(command);
        expect(encoded.type).toBe(`noren.${context}.v1.${type}`);
        expect(commands.decode(encoded.type, encoded.value)).toStrictEqual(command);
      };
      variants.forEach(same);
      fc.assert(fc.property(arbitrary, same));
    });

    it.each(all<Event>(samples.events))('%s is the same event', (type, { arbitrary, variants }) => {
      const same = (event: Event): void => {
        const encoded = events.encode(event);
        expect(encoded.type).toBe(`noren.${context}.v1.${type}`);
        expect(events.decode(encoded.type, encoded.value)).toStrictEqual(event);
      };
      variants.forEach(same);
      fc.assert(fc.property(arbitrary, same));
    });
  });
}

/** What any version has written is read today as it was meant then. */
export function goldenSuite<R extends Records, Command extends Named, Event extends Named>(golden: Golden<R, Command, Event>): void {
  const files = filesOf(golden);

  it('has bytes of every command and event that there is, written by a version', () => {
    const written = new Set(files.flatMap(([, lines]) => lines.flatMap((line) => ('type' in line ? [line.type] : []))));
    const types = [...Object.keys(golden.samples.commands), ...Object.keys(golden.samples.events)].map((type) => `noren.${golden.context}.v1.${type}`);
    const without = types.filter((type) => !written.has(type));
    expect(without, 'without golden bytes: node tools/golden/main.ts --version <name of the version that adds them>').toEqual([]);
  });

  describe.each(files)('what %s wrote', (version, lines) => {
    const older = golden.older[version];
    const known = knownByType(lines);
    const fields = (line: Typed): Known => known.get(keyOf(line)) ?? new Map();

    // Rows from before a migration are read by nobody any more: `goldenRowsSuite` brings them over.
    it.each(messagesOf(lines).filter(({ kind }) => kind !== 'record' || !older))('is read as it was meant: $kind $type, line $number', ({ line }) => {
      const read = readLine(golden, line);
      expect(differences(line.is, read, fields(line))).toEqual([]);
      if (line.kind === 'outcome' || line.kind === 'record') return;
      const codec = line.kind === 'command' ? golden.commands : golden.events;
      const again = codec.encode(read as Command & Event);
      expect(again.type).toBe(line.type);
      expect(codec.decode(again.type, again.value)).toStrictEqual(read);
    });

    it('folds into the state that it was', () => {
      const events = lines.flatMap((line) => (line.kind === 'event' && line.story ? [readLine(golden, line) as Event] : []));
      const state = fold(golden, stateOf(lines, 'given'), events);
      const meant = stateOf(lines, 'state');
      expect(events.length).toBeGreaterThan(0);
      for (const [kind, records] of Object.entries(meant)) {
        expect([kind, ...Object.keys(state[kind] ?? {}).toSorted()]).toEqual([kind, ...Object.keys(records).toSorted()]);
        expect(differences(records, state[kind], new Map())).toEqual([]);
      }
    });
  });
}

type Typed = Extract<GoldenLine, { type: string }>;
const keyOf = ({ kind, type }: Typed): string => `${kind} ${type}`;

const messagesOf = (lines: readonly GoldenLine[]) =>
  lines.flatMap((line, at) => ('type' in line ? [{ kind: line.kind, type: line.type, number: at + 1, line }] : []));

function knownByType(lines: readonly GoldenLine[]): ReadonlyMap<string, Known> {
  const typed = Map.groupBy(
    lines.filter((line): line is Typed => 'type' in line),
    keyOf,
  );
  return new Map([...typed].map(([key, of]) => [key, knownOf(of.map(({ is }) => is))]));
}

function readLine<R extends Records, Command extends Named, Event extends Named>(
  { commands, events, tables }: Golden<R, Command, Event>,
  line: Typed,
): unknown {
  switch (line.kind) {
    case 'command':
      return commands.decode(line.type, Buffer.from(line.base64, 'base64'));
    case 'event':
      return events.decode(line.type, Buffer.from(line.base64, 'base64'));
    case 'outcome': {
      const { type, headers, base64 } = line;
      return decodeOutcomes({ topic: '', partition: 0, offset: 0, key: '', id: '', at: '', type, headers, value: Buffer.from(base64, 'base64') });
    }
    case 'record': {
      const table = tables[line.type];
      if (!table) throw new Error(`no table of ${line.type}`);
      // A column that a later migration has added is empty in a row from before it.
      const empty = Object.fromEntries(Object.keys(table.columns).map((column) => [column, null]));
      const bytes = Object.entries(line.row).flatMap(([column, value]) => (table.columns[column] === 'bytea' ? [[column, bytesOf(value)]] : []));
      return table.fromRow({ ...empty, ...line.row, ...Object.fromEntries(bytes) });
    }
  }
}

const bytesOf = (hex: unknown): Buffer => Buffer.from(String(hex).slice(2), 'hex');

const stateOf = (lines: readonly GoldenLine[], kind: 'given' | 'state'): State => {
  const line = lines.find((each): each is Extract<GoldenLine, { kind: 'given' | 'state' }> => each.kind === kind);
  if (!line) throw new Error(`no ${kind} in the file`);
  return line.is;
};

function fold<R extends Records, Command extends Named, Event extends Named>(
  { decider, tables }: Golden<R, Command, Event>,
  given: State,
  events: readonly Event[],
): State {
  const state: Record<string, Record<string, unknown>> = Object.fromEntries(Object.keys(tables).map((kind) => [kind, { ...given[kind] }]));
  const view = Object.fromEntries(Object.keys(tables).map((kind) => [kind, (key: string) => state[kind]?.[key]])) as unknown as View<R>;
  for (const event of events) {
    const changes: Changes<R> = decider.evolve(view, event);
    for (const [kind, records] of Object.entries<Readonly<Record<string, unknown>> | undefined>(changes))
      for (const [key, record] of Object.entries(records ?? {})) {
        const of = (state[kind] ??= {});
        if (record === null) delete of[key];
        else of[key] = record;
      }
  }
  return state;
}
