import { join } from 'node:path';
import { decider, type Effects, idFrom, newId, Refusal, type CommandHandler as Handler } from '@noren/kernel';
import { ensureTopics, type Log, localNotifier, type NewRecord, postgresLog, postgresOutbox, relay, tableOutbox, type Topic } from '@noren/log';
import { testDatabase, type TestDatabase } from '@noren/testing';
import type { Codec } from './codec.ts';
import { columnRecords } from './column-record.ts';
import type { Rulebook } from './decide.ts';

/** A context as small as can be, for the engine's own tests: counters that never go below zero. */
export type Counter = Readonly<{ value: number }>;
type CounterRecords = { counter: Counter };
type CounterCommand =
  | Readonly<{ type: 'Add'; key: string; amount: number }>
  /** Throws what is no refusal: a bug. */
  | Readonly<{ type: 'Explode'; key: string }>
  /** Is decided by a later `Settle`. */
  | Readonly<{ type: 'Begin'; key: string; due?: string }>
  | Readonly<{ type: 'Settle'; key: string; of: string }>
  /** A value that the database does not take. */
  | Readonly<{ type: 'Overflow'; key: string }>;
export type CounterEvent =
  | Readonly<{ type: 'Added'; key: string; amount: number; value: number }>
  | Readonly<{ type: 'Begun'; key: string; id: string; due?: string }>
  | Readonly<{ type: 'Settled'; key: string; of: string }>;

type CommandHandler<Type extends CounterCommand['type']> = Handler<CounterRecords, Extract<CounterCommand, { type: Type }>, CounterEvent>;
const reads = ({ key }: Readonly<{ key: string }>) => ({ counter: [key] });

/** Whether `Explode` still has its bug: mended before a redrive. */
export const bug = { isThere: true };

const add: CommandHandler<'Add'> = {
  reads,
  decide(view, { key, amount }) {
    const value = (view.counter(key)?.value ?? 0) + amount;
    if (value < 0) throw new Refusal('conflict', 'below_zero', `${key} would be ${value}`);
    return [{ type: 'Added', key, amount, value }];
  },
};
const explode: CommandHandler<'Explode'> = {
  reads,
  decide(view, { key }) {
    if (bug.isThere) throw new TypeError('a bug of ours');
    return [{ type: 'Added', key, amount: 1, value: (view.counter(key)?.value ?? 0) + 1 }];
  },
};
const begin: CommandHandler<'Begin'> = {
  reads,
  decide: (_view, { key, due }, { commandId }) => [{ type: 'Begun', key, id: commandId, ...(due === undefined ? {} : { due }) }],
};
const settle: CommandHandler<'Settle'> = { reads, decide: (_view, { key, of }) => [{ type: 'Settled', key, of }] };
const overflow: CommandHandler<'Overflow'> = { reads, decide: (_view, { key }) => [{ type: 'Added', key, amount: 1e300, value: 1e300 }] };

/** Messages as JSON, under the names `test.Add`…: the engine does not care. */
const json = <Message extends Readonly<{ type: string }>>(types: readonly Message['type'][]): Codec<Message> => ({
  encode: (message) => ({ type: `test.${message.type}`, value: Buffer.from(JSON.stringify(message)) }),
  decode: (type, bytes) => (types.some((known) => type === `test.${known}`) ? (JSON.parse(Buffer.from(bytes).toString()) as Message) : undefined),
  knows: (type) => types.some((known) => type === `test.${known}`),
});

function effects(event: CounterEvent): Effects<CounterCommand> {
  switch (event.type) {
    case 'Added':
      return { result: { value: event.value } };
    case 'Begun':
      return {
        undecided: true,
        ...(event.due === undefined ? {} : { setTimers: [{ key: event.key, due: event.due, command: { type: 'Settle', key: event.key, of: event.id } }] }),
      };
    case 'Settled':
      return { decides: { commandId: event.of, result: { settled: true } }, cancelTimers: [event.key] };
  }
}

const topic = (name: string, partitions: number): Topic => ({ name, partitions, writers: ['inventory'] });
export const topics = { commands: topic('counter.commands', 2), events: topic('counter.events', 2), outcomes: topic('counter.outcomes', 1) };

export const rulebook: Rulebook<CounterRecords, CounterCommand, CounterEvent> = {
  context: 'counter',
  decider: decider<CounterRecords, CounterCommand, CounterEvent>({
    commands: { Add: add, Explode: explode, Begin: begin, Settle: settle, Overflow: overflow },
    events: { Added: (_view, { key, value }) => ({ counter: { [key]: { value } } }), Begun: () => ({}), Settled: () => ({}) },
  }),
  effects,
  tables: {
    counter: columnRecords<Counter>('counter', { value: 'bigint' }),
  },
  projected: [],
  commands: json<CounterCommand>(['Add', 'Explode', 'Begin', 'Settle', 'Overflow']),
  events: json<CounterEvent>(['Added', 'Begun', 'Settled']),
  keyOf: ({ key }) => key,
  topics,
};

/** A command as an API would log it. */
export function commandRecord(command: CounterCommand, id = newId('cmd')): NewRecord {
  const { type, value } = rulebook.commands.encode(command);
  return { topic: topics.commands.name, key: command.key, id, type, value, headers: { actor: 'test' } };
}
export const namedId = (name: string): string => idFrom('cmd', name);

export type CounterHouse = Awaited<ReturnType<typeof counterHouse>>;

/**
 * A database with the engine's tables and the counters', and a log over it. `relayed`: as if the log were elsewhere, by an outbox table and relays, whose
 * produces go through `through`. `elsewhere`: the log is, and this is it.
 */
export async function counterHouse({
  relayed,
  elsewhere,
}: Readonly<{ relayed?: Readonly<{ through(append: Log['append']): Log['append'] }>; elsewhere?: Log }> = {}) {
  const db: TestDatabase = await testDatabase({ stores: ['log'], migrations: { inventory: join(import.meta.dirname, '../migrations') } });
  await db.pool('inventory').query('CREATE TABLE counter (key text PRIMARY KEY, version bigint NOT NULL, value bigint NOT NULL)');
  await ensureTopics(db.pool('log'), Object.values(topics));
  const log = elsewhere ?? postgresLog({ pool: db.pool('inventory'), topics: Object.values(topics) });
  const notifier = localNotifier();
  const byTable = relayed !== undefined || elsewhere !== undefined;
  const outbox = byTable ? tableOutbox({ store: 'counter', log, notifier }) : postgresOutbox({ log });
  const relays = (byTable ? [1, 2] : []).map(() =>
    relay({
      store: 'counter',
      connection: { connectionString: db.url('inventory') },
      log: { append: relayed?.through(log.append) ?? log.append, ends: log.ends },
      notifier,
      timing: { leaseMs: 1_000, pollMs: 50, backoff: { firstMs: 10, mostMs: 50 } },
    }),
  );
  return {
    db,
    log,
    outbox,
    pool: db.pool('inventory', 'engine'),
    valueOf: async (key: string) =>
      Number((await db.pool('inventory').query<{ value: string }>('SELECT value FROM counter WHERE key = $1', [key])).rows[0]?.value),
    async close() {
      await Promise.all(relays.map((each) => each.stop()));
      await log.close();
      await db.close();
    },
  };
}
