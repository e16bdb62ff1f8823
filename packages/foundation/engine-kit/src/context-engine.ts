import type { Decider, LedgerRow, Named, Records } from '@noren/kernel';
import type { Outbox, Subscriber } from '@noren/log';
import { type Host, type Module, providing, token } from '@noren/service-kit';
import { Container } from 'inversify';
import type pg from 'pg';
import type { Codec } from './codec.ts';
import { compareFold, type Comparison, type FoldParts } from './compare-fold.ts';
import type { Rulebook } from './decide.ts';
import { engineSubscriber } from './engine.ts';
import { countingEvents, type EventCounter } from './event-counter.ts';
import { type EffectsOf, kindsOf, type Tables } from './execute.ts';
import { catchUp } from './positions.ts';
import type { ReadModel } from './read-model.ts';
import type { AppendOnlyTable, RecordTable } from './record-table.ts';
import type { EngineMetrics } from './engine-metrics.ts';
import { engineModule, type Workers } from './workers.ts';

/** All that is special about a context's engine. */
type ContextEngine<R extends Records, Command extends Named, Event extends Named, Line = LedgerRow> = Readonly<{
  /** `order`: names the module, the database role and the subscriptions. */
  context: string;
  topics: Rulebook<R, Command, Event>['topics'];
  rules: Decider<R, Command, Event>;
  effects: EffectsOf<R, Command, Event, Line>;
  /** Where the rows go that effects add to a ledger or a history. */
  ledger?: AppendOnlyTable<Line>;
  tables: Tables<R>;
  commands: Codec<Command>;
  events: Codec<Event>;
  /** The log key of a command. */
  keyOf(command: Command): string;
  /**
   * What it keeps of other contexts. Those whose tables are among `tables` decisions rely on: they load their records and never change them, and a command
   * waits until they have come as far as its caller had seen. None is decided before they have read what the log had when the store first met them.
   */
  readModels?: readonly ReadModel[];
  /** Its process managers: what turns events into commands. */
  processManagers?(parts: Readonly<{ db: pg.Pool; outbox: Outbox; watch: EngineMetrics }>): readonly Subscriber[];
  /** What is counted of its events. */
  counters?: readonly EventCounter<Event>[];
  /** Connections to the database. */
  connections?: number;
}>;

/** An engine as a module, and what of it can be made anew: its read models from others' events, its own records from its own. */
type EngineModule = Module &
  Readonly<{
    readModels: readonly ReadModel[];
    /** Holds the records that the engine keeps against the fold of what it told. */
    compareWithFold(parts: FoldParts): Promise<Comparison>;
  }>;

/** A context's engine as a module of the platform. The one place where its parts are put together. */
export function contextEngine<R extends Records, Command extends Named, Event extends Named, Line = LedgerRow>(
  engine: ContextEngine<R, Command, Event, Line>,
): EngineModule {
  const module = engineModule(`${engine.context}-engine`, (host, watch) => {
    const Parts = {
      host: token<Host>('Host'),
      watch: token<EngineMetrics>('EngineMetrics'),
      db: token<pg.Pool>('Database'),
      engine: token<Subscriber>('Engine'),
      subscriptions: token<readonly Subscriber[]>('Subscriptions'),
      workers: token<Workers>('Workers'),
    };
    const container = new Container();
    const provide = providing(container.bind.bind(container));
    container.bind(Parts.host).toConstantValue(host);
    container.bind(Parts.watch).toConstantValue(watch);
    provide(Parts.db, ({ database }) => database(engine.context, 'engine', engine.connections), [Parts.host]);
    provide(
      Parts.engine,
      ({ outbox, metrics }, db, watching) =>
        engineSubscriber({
          rulebook: rulebookOf(engine),
          db,
          outbox,
          projections: reliedOn(engine).map(({ name, topics }) => catchUp(db, name, topics)),
          watch: watching,
          told: countingEvents(metrics, engine.counters ?? []),
        }),
      [Parts.host, Parts.db, Parts.watch],
    );
    provide(
      Parts.subscriptions,
      ({ outbox }, db, metrics) => [
        ...(engine.processManagers?.({ db, outbox, watch: metrics }) ?? []),
        ...(engine.readModels ?? []).map((model) => model.subscriber({ db, outbox, watch: metrics })),
      ],
      [Parts.host, Parts.db, Parts.watch],
    );
    provide(
      Parts.workers,
      (db, own, others) => ({
        context: engine.context,
        commandsTopic: engine.topics.commands.name,
        db,
        followers: { engine: own, others, reliedOn: reliedOn(engine) },
      }),
      [Parts.db, Parts.engine, Parts.subscriptions],
    );
    return container.get(Parts.workers);
  });
  const { topics, rules, events, readModels = [] } = engine;
  const others = new Set<string>(kindsOfOthers(engine.tables, readModels));
  const tables = Object.fromEntries(Object.entries(engine.tables).filter(([kind]) => !others.has(kind))) as Tables<R>;
  return { ...module, readModels, compareWithFold: (parts) => compareFold({ topic: topics.events.name, rules, tables, events }, parts) };
}

/** Those whose records decisions load. */
const reliedOn = <R extends Records>({ tables, readModels = [] }: Readonly<{ tables: Tables<R>; readModels?: readonly ReadModel[] }>): readonly ReadModel[] => {
  const loaded = new Set(Object.values<RecordTable<R[keyof R]>>(tables).map(({ name }) => name));
  return readModels.filter((model) => model.tables.some((table) => loaded.has(table)));
};

/** The kinds of record that read models write. */
const kindsOfOthers = <R extends Records>(tables: Tables<R>, readModels: readonly ReadModel[]): (keyof R & string)[] =>
  kindsOf<R>(tables).filter((kind) => readModels.some((model) => model.tables.includes(tables[kind].name)));

/** What the engine loop runs by. */
const rulebookOf = <R extends Records, Command extends Named, Event extends Named, Line>({
  context,
  rules,
  effects,
  ledger,
  tables,
  readModels = [],
  commands,
  events,
  keyOf,
  topics,
}: ContextEngine<R, Command, Event, Line>): Rulebook<R, Command, Event> => ({
  context,
  decider: rules,
  // The lines that effects make are those that the ledger takes: held against each other by ContextEngine, and of no interest in between.
  effects: effects as EffectsOf<R, Command, Event>,
  ...(ledger ? { ledger: ledger as AppendOnlyTable<LedgerRow> } : {}),
  tables,
  projected: kindsOfOthers(tables, readModels),
  commands,
  events,
  keyOf,
  topics,
});
