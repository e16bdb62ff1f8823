import type { Keys, Named, Records, View } from '@noren/kernel';
import { type LogRecord, type Outbox, type Subscriber, textArray } from '@noren/log';
import { ours } from './bug.ts';
import { type Cursor, subscription } from './cursor.ts';
import { deadLetterOf } from './dead-letters.ts';
import { commitOf, type Rulebook, take, type Taken, write } from './decide.ts';
import { execute, prefetch } from './execute.ts';
import { type CatchUp, latest } from './positions.ts';
import { engineTypes, type Queryable } from './record-table.ts';
import type { EngineMetrics } from './engine-metrics.ts';

const COMMANDS_A_BATCH = 1_000;
/** A batch names at most about so many records, however few its commands: an order of 600 lines is real. */
const RECORDS_A_BATCH = 4_000;
/** How long a command waits for what its caller had seen of other contexts. */
const CATCH_UP_MS = 2_000;

type EngineParts<R extends Records, Command extends Named, Event extends Named> = Readonly<{
  rulebook: Rulebook<R, Command, Event>;
  db: Queryable;
  outbox: Outbox;
  /** The projections of other contexts that decisions read. */
  projections?: readonly CatchUp[];
  watch?: EngineMetrics;
  /** Hears what was told, once it is committed. */
  told?(events: readonly Event[]): void;
}>;

/**
 * The one engine that every context runs on: takes commands in log order, decides them in batches, and commits states, ledger, outcomes, events,
 * timers and its position in one statement (prefetch, execute, commit, as TigerBeetle does it). The fence, poison commands and repeats are its business.
 */
export function engineSubscriber<R extends Records, Command extends Named, Event extends Named>(parts: EngineParts<R, Command, Event>): Subscriber {
  const { rulebook, db, outbox } = parts;
  const name = `${rulebook.context}.engine`;
  const topics = [rulebook.topics.commands.name];
  return subscription(
    { name, topics, db, maxRecords: COMMANDS_A_BATCH, ...(parts.watch ? { watch: parts.watch } : {}) },
    {
      commit: (cursor, records) => decideBatch(parts, name, cursor, records),
      async setAside(cursor, record, error) {
        const moves = cursor.movesOf([record]);
        const { statement, records } = deadLetterOf(name, rulebook.topics.outcomes.name, outbox, moves, record, error);
        await statement.run(db);
        cursor.moved(moves);
        outbox.committed(records);
      },
    },
  );
}

async function decideBatch<R extends Records, Command extends Named, Event extends Named>(
  { rulebook, db, outbox, projections = [], told }: EngineParts<R, Command, Event>,
  name: string,
  cursor: Cursor,
  all: readonly LogRecord[],
): Promise<number> {
  const commands = ours(() => readCommands(rulebook, all));
  const seen = latest(...commands.map((command) => command.seen));
  await Promise.all(projections.map((projection) => projection.to(seen, CATCH_UP_MS)));

  // Repeats are rare, so their records are loaded with the others': one wait less.
  const [fresh, loaded] = await Promise.all([
    withoutRepeats(db, commands),
    prefetch(
      rulebook.decider.reads,
      rulebook.tables,
      db,
      commands.map(({ envelope }) => envelope.command),
    ),
  ]);
  const { outcomes, changed } = ours(() =>
    execute(
      rulebook.decider,
      rulebook.effects,
      loaded,
      fresh.map(({ envelope }) => envelope),
    ),
  );

  // The batch ends before the first command that was not decided.
  const next = fresh[outcomes.length];
  const records = all.slice(0, next ? all.indexOf(next.record) : commands.length);
  const moves = cursor.movesOf(records);
  const written = ours(() => write(rulebook, fresh, outcomes, changed));
  const commit = ours(() => commitOf(rulebook, name, outbox, loaded, moves, written, records.at(-1)?.at ?? ''));
  await commit.statement.run(db);
  cursor.moved(moves);
  outbox.committed(commit.records);
  told?.(outcomes.flatMap(({ produced }) => produced.map(({ event }) => event)));
  return records.length;
}

/** The commands of a batch, as many as may be named together. */
function readCommands<R extends Records, Command extends Named, Event extends Named>(
  { commands, decider }: Rulebook<R, Command, Event>,
  records: readonly LogRecord[],
): Taken<Command>[] {
  const out: Taken<Command>[] = [];
  let named = 0;
  for (const record of records) {
    const command = commands.decode(record.type, record.value);
    if (command === undefined) throw new Error(`${record.type} is no command of this context`);
    named += count(decider.reads(command, blind(decider)));
    if (named > RECORDS_A_BATCH && out.length > 0) break;
    out.push(take(record, command));
  }
  return out;
}

const count = <R extends Records>(keys: Keys<R>): number =>
  Object.values(keys).reduce((sum: number, list: readonly string[] | undefined) => sum + (list?.length ?? 0), 0);

/** A view in which there is nothing yet. */
const blind = <R extends Records>(_of: { reads(command: never, view: View<R>): Keys<R> }): View<R> => new Proxy({} as View<R>, { get: () => () => undefined });

/** A batch decides an id once, and never one that has its outcome; a redriven record may decide what had failed, and what retention has forgotten of it. */
async function withoutRepeats<Command>(db: Queryable, commands: readonly Taken<Command>[]): Promise<Taken<Command>[]> {
  const { rows } = await db.query<{ command_id: string; status: string }>({
    name: 'outcomes of',
    text: 'SELECT command_id, status FROM outcome WHERE command_id = ANY($1::text[])',
    values: [textArray(commands.map(({ envelope }) => envelope.id))],
    types: engineTypes,
  });
  const known = new Map(rows.map((row) => [row.command_id, row.status]));
  const seen = new Set<string>();
  return commands.flatMap((command) => {
    const { id } = command.envelope;
    const redrive = command.redrive && known.get(id) === 'failed';
    const repeated = seen.has(id) || (known.has(id) && !redrive);
    seen.add(id);
    return repeated ? [] : [{ ...command, redrive }];
  });
}
