import { decider, Refusal } from '@noren/kernel';
import type { Log, Running, Subscriber } from '@noren/log';
import { eventually } from '@noren/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columnRecords } from './column-record.ts';
import { type Counter, type CounterEvent, type CounterHouse, commandRecord, counterHouse, rulebook, topics } from './counter.test-support.ts';
import type { Rulebook } from './decide.ts';
import { engineSubscriber } from './engine.ts';
import { follow } from './following.ts';
import { storedOutcomes } from './outcomes.ts';
import { reached } from './positions.ts';
import { readModel } from './read-model.ts';

type Added = Extract<CounterEvent, { type: 'Added' }>;
type Add = Readonly<{ type: 'Add'; key: string; amount: number }>;
type Both = { counter: Counter; total: Counter };

/** What the older version did not have yet: how much was ever added, at most 10. */
const total = columnRecords<Counter>('total', { value: 'bigint' });
const totals = readModel<{ total: Counter }, Added>({
  name: 'counter.totals',
  topics: [topics.events.name],
  read(record) {
    const event = rulebook.events.decode(record.type, record.value);
    return event?.type === 'Added' ? event : undefined;
  },
  reads: ({ key }) => ({ total: [key] }),
  apply: (view, { key, amount }) => ({ total: { [key]: { value: (view.total(key)?.value ?? 0) + amount } } }),
  tables: { total },
});
const upgraded: Rulebook<Both, Add, Added> = {
  ...rulebook,
  decider: decider<Both, Add, Added>({
    commands: {
      Add: {
        reads: ({ key }) => ({ counter: [key], total: [key] }),
        decide(view, { key, amount }) {
          if ((view.total(key)?.value ?? 0) + amount > 10) throw new Refusal('conflict', 'too_much', `${key} has had enough`);
          return [{ type: 'Added', key, amount, value: (view.counter(key)?.value ?? 0) + amount }];
        },
      },
    },
    events: { Added: (_view, { key, value }) => ({ counter: { [key]: { value } } }) },
  }),
  effects: ({ value }) => ({ result: { value } }),
  tables: { ...rulebook.tables, total },
  projected: ['total'],
  commands: {
    encode: rulebook.commands.encode,
    knows: rulebook.commands.knows,
    decode(type, bytes) {
      const command = rulebook.commands.decode(type, bytes);
      return command?.type === 'Add' ? command : undefined;
    },
  },
  events: {
    encode: rulebook.events.encode,
    knows: rulebook.events.knows,
    decode(type, bytes) {
      const event = rulebook.events.decode(type, bytes);
      return event?.type === 'Added' ? event : undefined;
    },
  },
};

let house: CounterHouse;
const running: Running[] = [];

beforeEach(async () => {
  house = await counterHouse();
  await house.pool.query('CREATE TABLE total (key text PRIMARY KEY, version bigint NOT NULL, value bigint NOT NULL)');
  // As it ran before the upgrade.
  const before = await house.log.subscribe(engineSubscriber({ rulebook, db: house.pool, outbox: house.outbox }));
  await decided(...[4, 3, 2].map((amount) => ask(amount)));
  await before.stop();
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  await house.close();
});

const ask = (amount: number) => commandRecord({ type: 'Add', key: 'a', amount });
const statuses = async (...ids: string[]) => (await storedOutcomes(house.pool, ids)).map(({ status, refusal }) => refusal?.code ?? status);
async function decided(...commands: ReturnType<typeof ask>[]) {
  await house.log.append(commands);
  const ids = commands.map(({ id }) => id);
  return eventually(async () => {
    const found = await statuses(...ids);
    expect(found).not.toContain('pending');
    return found;
  });
}
const read = async (): Promise<number> => Object.values(await reached(house.pool, totals.name)).reduce((sum, next) => sum + next, 0);

/** The upgraded engine; its read model reads record by record, and no more than `upTo` in all. */
async function upgrade({ upTo = Infinity, log = house.log }: Readonly<{ upTo?: number; log?: Log }> = {}) {
  const parts = { db: house.pool, outbox: house.outbox };
  const inner = totals.subscriber(parts);
  const slow: Subscriber = {
    ...inner,
    maxRecords: 1,
    async batch(records, signal) {
      if ((await read()) >= upTo) throw new Error('not today');
      return inner.batch(records, signal);
    },
  };
  const following = await follow(log, house.pool, { engine: engineSubscriber({ rulebook: upgraded, ...parts }), others: [slow], reliedOn: [totals] });
  running.push(following);
  return following;
}

describe('an engine whose decisions rely on a read model that is new to its store', () => {
  it('decides nothing before it has read what was there, though it is stopped halfway: what has to be refused is', async () => {
    const half = await upgrade({ upTo: 1 });
    const command = ask(2);
    await house.log.append([command]);
    await eventually(async () => expect(await read()).toBe(1));
    await half.stop();
    running.length = 0;

    const still = await upgrade({ upTo: 2 });
    await eventually(async () => expect(await read()).toBe(2));
    expect(still.waitsFor()).toEqual([totals.name]);
    expect(await statuses(command.id)).toEqual(['pending']);
    await still.stop();
    running.length = 0;

    const whole = await upgrade();
    await eventually(async () => expect(await statuses(command.id)).toEqual(['too_much']));
    expect(whole.waitsFor()).toEqual([]);
    expect(await decided(ask(1))).toEqual(['done']);
  });

  it('says what it waits for while the log is away, and goes on when it is back', async () => {
    let isAway = true;
    let asked = 0;
    const log: Log = {
      ...house.log,
      async ends(of) {
        asked += 1;
        if (isAway) throw new Error('the log is away');
        return house.log.ends(of);
      },
    };
    const following = await upgrade({ log });
    await eventually(async () => expect(asked).toBeGreaterThan(1));
    expect(following.waitsFor()).toEqual([totals.name]);
    isAway = false;
    expect(await decided(ask(2))).toEqual(['too_much']);
    expect(following.waitsFor()).toEqual([]);
  });

  it('is not held up by a read model that has read before, however far that is behind', async () => {
    const first = await upgrade();
    await eventually(async () => expect(first.waitsFor()).toEqual([]));
    await first.stop();
    running.length = 0;
    await house.pool.query(`UPDATE "position" SET next = 1, epoch = epoch + 1 WHERE subscription = $1 AND next > 0`, [totals.name]);
    await upgrade({ upTo: 1 });
    expect(await decided(ask(1))).toEqual(['done']);
    expect(await read()).toBe(1);
  });
});
