import { idFrom, type Named, type Records } from '@noren/kernel';
import { LostPartitions, type LogRecord, type NewRecord, type Subscriber, type TopicPartition } from '@noren/log';
import { subscription } from '../../../packages/foundation/engine-kit/src/cursor.ts';
import { type Rulebook, take, write } from '../../../packages/foundation/engine-kit/src/decide.ts';
import { execute, kindsOf, type Loaded, nothingLoaded } from '../../../packages/foundation/engine-kit/src/execute.ts';
import { outcomesRecord } from '../../../packages/foundation/engine-kit/src/outcomes.ts';
import type { Queryable, Reaction } from '@noren/engine-kit';
import type { Bugs, MemoryLog, MemoryStore } from './memory.ts';
import { Crash, type Turns } from './turns.ts';

export type World = Readonly<{ turns: Turns; log: MemoryLog; bugs: Bugs }>;

/** The real subscription asks its database for one thing only: to take partitions over. */
const positionsIn = <R extends Records>(store: MemoryStore<R>): Queryable => {
  const query = async ({ values: [name, topics] }: { values: [string, readonly string[]] }) => ({
    rows: topics.map((topic) => ({ topic, partition: 0, ...store.takeOver(name, topic) })),
  });
  return { query } as unknown as Queryable;
};

/** A context's engine as engine-kit runs it, over tables in memory: others get in between its reading, its deciding and its commit, and behind it. */
export function engine<R extends Records, Command extends Named, Event extends Named>(
  { turns, bugs }: World,
  rulebook: Rulebook<R, Command, Event>,
  store: MemoryStore<R>,
): Subscriber {
  const name = `${rulebook.context}.engine`;
  return subscription(
    { name, topics: [rulebook.topics.commands.name], db: positionsIn(store), maxRecords: 10 },
    {
      async commit(cursor, records) {
        const seen = new Set<string>();
        const known = (id: string): boolean => seen.has(id) || (!bugs.dedup && !bugs.fence && store.outcomes.has(id)) || !seen.add(id);
        const fresh = records.flatMap((record) => {
          const command = rulebook.commands.decode(record.type, record.value);
          if (!command) throw new Error(`${record.type} is no command`);
          return known(record.id) ? [] : [take(record, command)];
        });
        const loaded = load(
          rulebook,
          store,
          fresh.map(({ envelope }) => envelope.command),
        );
        await turns.step();
        const { outcomes, changed } = execute(
          rulebook.decider,
          rulebook.effects,
          loaded,
          fresh.map(({ envelope }) => envelope),
        );
        const moves = cursor.movesOf(records);
        const written = write(rulebook, fresh, outcomes, changed);
        const published = outcomesRecord(rulebook.topics.outcomes.name, [...written.outcomes, ...written.decisions], {});
        await turns.step();
        store.commit(name, moves, loaded, written, published ? [...written.events, published] : written.events);
        await turns.step();
        cursor.moved(moves);
        return records.length;
      },
      setAside: (_cursor, record, error) => Promise.reject(new Error(`${record.id} would be a dead letter: ${String(error)}`)),
    },
  );
}

/** All that the commands name, asked again with what was found until nothing new is named. */
function load<R extends Records, Command extends Named, Event extends Named>(
  { decider, tables }: Rulebook<R, Command, Event>,
  store: MemoryStore<R>,
  commands: readonly Command[],
): Loaded<R> {
  const loaded = nothingLoaded<R>(tables);
  const kinds = kindsOf<R>(tables);
  const view = Object.fromEntries(kinds.map((kind) => [kind, (key: string) => loaded.records[kind].get(key)])) as Parameters<typeof decider.reads>[1];
  for (let more = true; more;) {
    more = false;
    for (const command of commands) {
      const keys = decider.reads(command, view);
      for (const kind of kinds)
        for (const key of keys[kind] ?? []) {
          if (loaded.records[kind].has(key)) continue;
          more = true;
          const stored = store.records[kind].get(key);
          loaded.records[kind].set(key, stored?.record);
          if (stored) loaded.versions[kind].set(key, stored.version);
        }
    }
  }
  return loaded;
}

/** A reaction as engine-kit runs it: the same event asks the same, under the same id. */
export function reaction<R extends Records>(
  { turns }: World,
  name: string,
  topics: readonly string[],
  react: (record: LogRecord) => readonly Reaction[],
  store: MemoryStore<R>,
): Subscriber {
  return subscription(
    { name, topics, db: positionsIn(store), maxRecords: 10 },
    {
      async commit(cursor, records) {
        const produced = records.flatMap((record): NewRecord[] =>
          react(record).map((command, at) => ({ ...command, id: idFrom('cmd', name, record.id, String(at)), headers: { causationid: record.id } })),
        );
        const moves = cursor.movesOf(records);
        await turns.step();
        store.move(name, moves, produced);
        await turns.step();
        cursor.moved(moves);
        return records.length;
      },
      setAside: (_cursor, record, error) => Promise.reject(new Error(`${record.id} would be a dead letter: ${String(error)}`)),
    },
  );
}

/** A member of a group at work, as the log has it: reads, hands over a batch, joins as new where it lost its partitions. Ends with `Crash`, or when told. */
export async function member({ turns, log }: World, subscriber: Subscriber, over: () => boolean): Promise<void> {
  const partitions: readonly TopicPartition[] = subscriber.topics.map((topic) => ({ topic, partition: 0 }));
  let positions = new Map((await subscriber.assigned(partitions)).map(({ topic, offset }) => [topic, offset]));
  while (!over()) {
    await turns.step();
    const records = subscriber.topics.flatMap((topic) => log.read(topic, positions.get(topic) ?? 0).slice(0, subscriber.maxRecords));
    if (records.length === 0) continue;
    try {
      await subscriber.batch(records, new AbortController().signal);
      for (const { topic, offset } of records) positions.set(topic, offset + 1);
    } catch (error) {
      if (error instanceof Crash || !(error instanceof LostPartitions)) throw error;
      await subscriber.revoked(partitions);
      positions = new Map((await subscriber.assigned(partitions)).map(({ topic, offset }) => [topic, offset]));
    }
  }
}
