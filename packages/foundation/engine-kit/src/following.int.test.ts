import { newId } from '@noren/kernel';
import type { LogRecord } from '@noren/log';
import { eventually } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Counter, type CounterEvent, commandRecord, counterHouse, rulebook, topics } from './counter.test-support.ts';
import { listDeadLetters } from './dead-letters.ts';
import { engineSubscriber } from './engine.ts';
import { catchUp, reached } from './positions.ts';
import { projectionSubscriber } from './projection.ts';
import { processManagerSubscriber } from './process-manager.ts';
import { columnRecords } from './column-record.ts';
import { storedOutcomes, decodeOutcomes } from './outcomes.ts';
import { outcomeWaiter } from './waiter.ts';

let house: Awaited<ReturnType<typeof counterHouse>>;
const running: { stop(): Promise<void> }[] = [];

const sums = columnRecords<Counter>('total', { value: 'bigint' });
const read = (record: LogRecord): Extract<CounterEvent, { type: 'Added' }> | undefined => {
  const event = rulebook.events.decode(record.type, record.value);
  return event?.type === 'Added' ? event : undefined;
};

beforeAll(async () => {
  house = await counterHouse();
  const { pool: db, outbox, log } = house;
  await db.query('CREATE TABLE total (key text PRIMARY KEY, version bigint NOT NULL, value bigint NOT NULL)');
  running.push(await log.subscribe(engineSubscriber({ rulebook, db, outbox })));
  running.push(
    await log.subscribe(
      projectionSubscriber<{ total: Counter }, Extract<CounterEvent, { type: 'Added' }>>({
        name: 'counter.totals',
        topics: [topics.events.name],
        read,
        reads({ key, amount }) {
          if (amount === 667) throw new Error('a bug of ours');
          return { total: [key] };
        },
        apply(view, { key, amount }) {
          if (amount === 666) throw new Error('a bug of ours');
          return { total: { [key]: { value: (view.total(key)?.value ?? 0) + amount } } };
        },
        tables: { total: sums },
        db,
        outbox,
      }),
    ),
  );
  // Whatever is added to `a…` is added to `b…` too.
  running.push(
    await log.subscribe(
      processManagerSubscriber({
        name: 'counter.mirror',
        topics: [topics.events.name],
        react(record) {
          const event = read(record);
          if (!event?.key.startsWith('a')) return [];
          return [
            { topic: topics.commands.name, key: `b${event.key}`, ...rulebook.commands.encode({ type: 'Add', key: `b${event.key}`, amount: event.amount }) },
          ];
        },
        actor: 'mirror',
        db,
        outbox,
      }),
    ),
  );
});
afterAll(async () => {
  for (const each of running) await each.stop();
  await house.close();
});

const total = async (key: string): Promise<number> =>
  Number((await house.pool.query<{ value: string }>('SELECT value FROM total WHERE key = $1', [key])).rows[0]?.value ?? 0);

describe('a projection', () => {
  it('folds every event once, and sets aside only the one that it cannot fold', async () => {
    const key = newId('p');
    await house.log.append([1, 2, 666, 667, 4].map((amount) => commandRecord({ type: 'Add', key, amount })));
    await eventually(async () => expect(await total(key)).toBe(7));
    expect((await listDeadLetters(house.pool)).filter(({ subscription }) => subscription === 'counter.totals')).toHaveLength(2);
  });

  it('can be waited for: a read behind an outcome sees its events', async () => {
    const key = newId('p');
    const command = commandRecord({ type: 'Add', key, amount: 9 });
    await house.log.append([command]);
    await eventually(async () => expect((await storedOutcomes(house.pool, [command.id]))[0]?.status).toBe('done'));
    const [outcome] = await storedOutcomes(house.pool, [command.id]);
    const want = Object.fromEntries((outcome?.positions ?? []).map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));
    expect(Object.keys(want).some((at) => at.startsWith(topics.events.name))).toBe(true);
    expect(await catchUp(house.pool, 'counter.totals', [topics.events.name]).to(want, 2_000)).toBe(true);
    expect(await total(key)).toBe(9);
  });

  it('says so when what is waited for does not come in time', async () => {
    const [at] = Object.entries(await reached(house.pool, 'counter.totals'))[0] ?? [''];
    expect(await catchUp(house.pool, 'counter.totals', [topics.events.name]).to({ [at]: 1e9 }, 50)).toBe(false);
  });

  it('changes nothing when its log is read again from the beginning by a late commit', async () => {
    const before = await total('nobody');
    expect(before).toBe(0);
    const { rows } = await house.pool.query<{ sum: string }>('SELECT sum(value) AS sum FROM total');
    // Somebody puts the positions back: the fence lets nobody move them from where they are not.
    await house.pool.query(`UPDATE "position" SET epoch = epoch + 1 WHERE subscription = 'counter.totals'`);
    await house.log.append([commandRecord({ type: 'Add', key: 'late', amount: 1 })]);
    await eventually(async () => expect(await total('late')).toBe(1));
    expect(Number((await house.pool.query<{ sum: string }>('SELECT sum(value) AS sum FROM total')).rows[0]?.sum)).toBe(Number(rows[0]?.sum) + 1);
  });
});

describe('a reaction', () => {
  it('asks once for each event, under an id made of the event’s', async () => {
    const key = newId('a');
    await house.log.append([3, 4].map((amount) => commandRecord({ type: 'Add', key, amount })));
    await eventually(async () => expect(await house.valueOf(`b${key}`)).toBe(7));
    const asked = await house.log.read({ topic: topics.commands.name, partition: house.log.partitionOf(topics.commands.name, `b${key}`), offset: 0 }, 1_000);
    const seen = asked.filter((record) => record.key === `b${key}`).map(({ headers }) => Object.keys(JSON.parse(headers['seen'] ?? '{}') as object));
    expect(seen.map(([at]) => at?.startsWith(topics.events.name))).toEqual([true, true]);
    // Its position is put back: what it asked before is asked again, and is the same command.
    await house.pool.query(`UPDATE "position" SET next = 0, epoch = epoch + 1 WHERE subscription = 'counter.mirror'`);
    await house.log.append([commandRecord({ type: 'Add', key, amount: 1 })]);
    await eventually(async () => expect(await house.valueOf(`b${key}`)).toBe(8));
  });
});

describe('whoever waits for an outcome', () => {
  it('hears where its events are and what its command had seen, told and stored alike', async () => {
    const waiter = await outcomeWaiter(house.log, topics.outcomes.name, (ids) => storedOutcomes(house.pool, ids));
    const command = commandRecord({ type: 'Add', key: newId('s'), amount: 1 });
    const told = waiter.outcomeOf(command.id, { withinMs: 5_000 });
    await house.log.append([{ ...command, headers: { ...command.headers, seen: '{"elsewhere.events/3":8}' } }]);
    const places = [{ topic: 'elsewhere.events', partition: 3, offset: 8 }, expect.objectContaining({ topic: topics.events.name })];
    expect((await told)?.positions).toEqual(places);
    expect((await storedOutcomes(house.pool, [command.id]))[0]?.positions).toEqual(expect.arrayContaining(places));
    await waiter.close();
  });

  it('hears what was told before it came, what is told later, and asks for what was told long ago', async () => {
    const key = newId('w');
    const long = commandRecord({ type: 'Add', key, amount: 1 });
    await house.log.append([long]);
    await eventually(async () => expect((await storedOutcomes(house.pool, [long.id]))[0]?.status).toBe('done'));

    let lookups = 0;
    const waiter = await outcomeWaiter(house.log, topics.outcomes.name, (ids) => ((lookups += 1), storedOutcomes(house.pool, ids)));
    const soon = commandRecord({ type: 'Add', key, amount: 1 });
    const later = commandRecord({ type: 'Add', key, amount: 1 });
    const published = new Promise<void>((resolve) => {
      void house.log.tail([topics.outcomes.name], 'end', (records) => {
        if (records.flatMap(decodeOutcomes).some(({ commandId }) => commandId === soon.id)) resolve();
      });
    });
    await house.log.append([soon]);
    await published;
    expect((await waiter.outcomeOf(soon.id, { withinMs: 5_000 }))?.status).toBe('done');
    const waiting = waiter.outcomeOf(later.id, { withinMs: 5_000 });
    await house.log.append([later]);
    expect((await waiting)?.result).toBe('{"value":3}');
    expect(lookups).toBe(0);
    expect((await waiter.outcomeOf(long.id, { withinMs: 5_000, fetchStored: true }))?.result).toBe('{"value":1}');
    expect(await waiter.outcomeOf('cmd_never', { withinMs: 20 })).toBeUndefined();
    await waiter.close();
  });
});
