import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { take, write } from '../../packages/foundation/engine-kit/src/decide.ts';
import { execute, type Loaded } from '../../packages/foundation/engine-kit/src/execute.ts';
import { outcomesRecord, decodeOutcomes } from '../../packages/foundation/engine-kit/src/outcomes.ts';
import type { Keys, Named, Records, View } from '../../packages/foundation/kernel/src/index.ts';
import type { LogRecord } from '../../packages/foundation/log/src/log.ts';
import type { Golden, GoldenLine } from '../../packages/foundation/testing/src/golden/index.ts';

const packages = join(import.meta.dirname, '../../packages');

/** Writes `golden/<version>.jsonl` of every context, or of one; gives the files with how many lines they have. Throws where one is there already. */
export async function writeRecords(version: string, context = '*'): Promise<readonly string[]> {
  const found = globSync(`${context}/engine/src/interface/golden.test-support.ts`, { cwd: packages }).toSorted();
  if (found.length === 0) throw new Error(`there is no context ${context} that says what it writes`);
  const all = await Promise.all(found.map(async (path) => ((await import(join(packages, path))) as Readonly<{ golden: Any }>).golden));
  const files = all.map((golden) => [golden, join(golden.folder, `${version}.jsonl`)] as const);
  for (const [, file] of files) if (existsSync(file)) throw new Error(`${file} is there already: what a version wrote does not change`);
  return files.map(([golden, file]) => {
    const lines = [...samples(golden), ...story(golden)];
    mkdirSync(golden.folder, { recursive: true });
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return `${file}: ${lines.length} lines`;
  });
}

/** A context whose types are not known here. */
type Any = Golden<Records, Named, Named>;

type Said = Extract<GoldenLine, { kind: 'command' | 'event' }>;
const kindsOf = <R extends Records>({ tables }: Readonly<{ tables: { readonly [Kind in keyof R]: unknown } }>): (keyof R & string)[] => Object.keys(tables);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** What the bytes mean is what they are read as, by the version that wrote them. */
function said<Message extends Named>(kind: Said['kind'], codec: Golden<Records, Message, never>['commands'], message: Message, inStory = false): Said {
  const { type, value } = codec.encode(message);
  return { kind, type, ...(inStory ? { story: true as const } : {}), base64: base64(value), is: codec.decode(type, value) };
}

function samples<R extends Records, Command extends Named, Event extends Named>(golden: Golden<R, Command, Event>): GoldenLine[] {
  const { commands, events, tables, samples: of } = golden;
  const variants = <T>(all: Readonly<Record<string, Readonly<{ variants: readonly T[] }>>>): readonly T[] =>
    Object.values(all).flatMap((each) => each.variants);
  return [
    ...variants<Command>(of.commands).map((command) => said('command', commands, command)),
    ...variants<Event>(of.events).map((event) => said('event', events, event)),
    ...kindsOf(golden).flatMap((kind) =>
      of.records[kind].variants.map((record, at): GoldenLine => ({
        kind: 'record',
        type: kind,
        row: inJson(tables[kind].toRow(record, `key-${at}`)),
        is: record,
      })),
    ),
  ];
}

/** A row as PostgreSQL reads it from JSON. */
const inJson = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : (value ?? null)]),
  );

/** Has the engine's own parts decide the story, a command a batch. */
function story<R extends Records, Command extends Named, Event extends Named>(golden: Golden<R, Command, Event>): GoldenLine[] {
  const { decider, effects, commands, events, topics, given } = golden;
  const kinds = kindsOf(golden);
  const state = new Map(kinds.map((kind) => [kind, new Map<string, object>(Object.entries(given[kind] ?? {}))]));
  const states = (): Record<string, Record<string, object>> => Object.fromEntries([...state].map(([kind, records]) => [kind, Object.fromEntries(records)]));
  const lines: GoldenLine[] = [{ kind: 'given', is: states() }];
  for (const [at, command] of golden.story.entries()) {
    const encoded = said('command', commands, command, true);
    const record = recordOf(encoded, topics.commands.name, golden.keyOf(command), at);
    const taken = take(record, command);
    let ids = 0;
    const envelope = { ...taken.envelope, facts: { ...taken.envelope.facts, newId: (prefix: string) => `${prefix}_${at}_${(ids += 1)}` } };
    const loaded = load(golden, state, command);
    const { outcomes, changed } = execute(decider, effects, loaded, [envelope]);
    const written = write({ ...golden, projected: [] }, [taken], outcomes, changed);
    for (const kind of kinds)
      for (const [key, one] of changed[kind])
        if (one === null) state.get(kind)?.delete(key);
        else state.get(kind)?.set(key, one);
    const published = outcomesRecord(topics.outcomes.name, [...written.outcomes, ...written.decisions], {});
    lines.push(
      encoded,
      ...written.events.map((event): Said => ({
        ...{ kind: 'event', type: event.type, story: true, base64: base64(event.value), is: events.decode(event.type, event.value) },
      })),
      ...[...written.timers.values()].flatMap((timer): Said[] =>
        timer ? [{ kind: 'command', type: timer.type, base64: base64(timer.value), is: commands.decode(timer.type, timer.value) }] : [],
      ),
      ...(published ? [outcomeLine(published, topics.events.name)] : []),
    );
  }
  return [...lines, { kind: 'state', is: states() }];
}

/** With positions, as the log adds them. */
function outcomeLine(published: Pick<LogRecord, 'type' | 'value'>, topic: string): GoldenLine {
  const headers = { positions: JSON.stringify({ [`${topic}/0`]: 12, [`${topic}/3`]: Number.MAX_SAFE_INTEGER }) };
  const is = decodeOutcomes({ topic: '', partition: 0, offset: 0, key: '', id: '', at: '', type: published.type, value: published.value, headers });
  return { kind: 'outcome', type: published.type, base64: base64(published.value), headers, is };
}

const begin = Date.parse('2026-01-05T09:00:00.000Z');
const recordOf = ({ type, base64: bytes }: Said, topic: string, key: string, at: number): LogRecord => ({
  ...{ topic, partition: 0, offset: at, key, id: `cmd_${at}`, type, value: Buffer.from(bytes, 'base64') },
  ...{ headers: { actor: 'golden', correlationid: `cor_${at}` }, at: new Date(begin + at * 60_000).toISOString() },
});

/** What the command names of the records that there are, as the engine would load it. */
function load<R extends Records, Command extends Named, Event extends Named>(
  golden: Golden<R, Command, Event>,
  state: ReadonlyMap<string, ReadonlyMap<string, object>>,
  command: Command,
): Loaded<R> {
  const kinds = kindsOf(golden);
  const maps = () => Object.fromEntries(kinds.map((kind) => [kind, new Map()]));
  const loaded = { records: maps(), versions: maps() } as unknown as Loaded<R>;
  const view = Object.fromEntries(kinds.map((kind) => [kind, (key: string) => loaded.records[kind].get(key)])) as unknown as View<R>;
  for (let more = true; more;) {
    more = false;
    const keys: Keys<R> = golden.decider.reads(command, view);
    for (const kind of kinds)
      for (const key of keys[kind] ?? [])
        if (!loaded.records[kind].has(key)) {
          more = true;
          loaded.records[kind].set(key, state.get(kind)?.get(key) as R[typeof kind] | undefined);
        }
  }
  return loaded;
}
