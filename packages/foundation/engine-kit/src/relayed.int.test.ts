import { newId } from '@noren/kernel';
import type { Log, LogRecord, NewRecord, Running } from '@noren/log';
import { eventually } from '@noren/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bug, type Counter, type CounterEvent, commandRecord, counterHouse, rulebook, topics } from './counter.test-support.ts';
import { listDeadLetters, redrive } from './dead-letters.ts';
import { engineSubscriber } from './engine.ts';
import { storedOutcomes, decodeOutcomes } from './outcomes.ts';
import { catchUp } from './positions.ts';
import { projectionSubscriber } from './projection.ts';
import { processManagerSubscriber } from './process-manager.ts';
import { columnRecords } from './column-record.ts';
import { type Call, submitter } from './submit.ts';
import { fireDueTimers } from './timers.ts';
import { outcomeWaiter } from './waiter.ts';

/** How the log is brought what the relay has: changed by the tests. */
let bring: (records: readonly NewRecord[], append: Log['append']) => ReturnType<Log['append']>;
const usually: typeof bring = (records, append) => append(records);

let house: Awaited<ReturnType<typeof counterHouse>>;
const running: Running[] = [];
const sums = columnRecords<Counter>('total', { value: 'bigint' });
const read = (record: LogRecord): Extract<CounterEvent, { type: 'Added' }> | undefined => {
  const event = rulebook.events.decode(record.type, record.value);
  return event?.type === 'Added' ? event : undefined;
};

beforeAll(async () => {
  bring = usually;
  house = await counterHouse({ relayed: { through: (append) => (records) => bring(records, append) } });
  const { pool: db, outbox, log } = house;
  await db.query('CREATE TABLE total (key text PRIMARY KEY, version bigint NOT NULL, value bigint NOT NULL)');
  running.push(
    await log.subscribe(engineSubscriber({ rulebook, db, outbox })),
    // A delta, which is wrong at once when it is applied twice.
    await log.subscribe(
      projectionSubscriber<{ total: Counter }, Extract<CounterEvent, { type: 'Added' }>>({
        name: 'counter.totals',
        topics: [topics.events.name],
        read,
        reads: ({ key }) => ({ total: [key] }),
        apply: (view, { key, amount }) => ({ total: { [key]: { value: (view.total(key)?.value ?? 0) + amount } } }),
        tables: { total: sums },
        db,
        outbox,
      }),
    ),
    // Whatever is added to `a…` is added to `b…` too.
    await log.subscribe(
      processManagerSubscriber({
        name: 'counter.mirror',
        topics: [topics.events.name],
        react(record) {
          const event = read(record);
          if (!event?.key.startsWith('a')) return [];
          const key = `b${event.key}`;
          return [{ topic: topics.commands.name, key, ...rulebook.commands.encode({ type: 'Add', key, amount: event.amount }) }];
        },
        actor: 'mirror',
        db,
        outbox,
      }),
    ),
  );
});
afterEach(() => {
  bring = usually;
});
afterAll(async () => {
  for (const each of running) await each.stop();
  await house.close();
});

const submit = submitterOf();
function submitterOf(): (key: string, amount: number) => Promise<string> {
  let submitOne: ReturnType<typeof submitter> | undefined;
  return async (key, amount) => {
    submitOne ??= submitter({ db: house.pool, outbox: house.outbox, clock: { now: () => new Date() }, commandsTopic: topics.commands.name });
    const call: Call = {
      caller: 'tester',
      operation: 'Add',
      idempotencyKey: newId('key'),
      request: Buffer.from(`${key} ${amount}`),
      made: {},
      commands: [{ key, ...rulebook.commands.encode({ type: 'Add', key, amount }) }],
      headers: { actor: 'tester', traceparent: '', correlationid: '' },
      seen: {},
    };
    return (await submitOne(call)).commandIds[0] ?? '';
  };
}

const total = async (key: string): Promise<number> =>
  Number((await house.pool.query<{ value: string }>('SELECT value FROM total WHERE key = $1', [key])).rows[0]?.value ?? 0);
const empty = () => eventually(async () => expect((await house.pool.query('SELECT FROM outbox')).rowCount).toBe(0), 20_000);
const outcome = async (id: string) => (await storedOutcomes(house.pool, [id]))[0];

describe('by way of an outbox and its relay', () => {
  it('a call is accepted as soon as its claim and its command are committed, and decided when the log has it', async () => {
    const key = newId('k');
    let open = (): void => undefined;
    const away = new Promise<void>((resolve) => (open = resolve));
    bring = async (records, append) => {
      await away;
      return append(records);
    };
    const id = await submit(key, 5);
    expect(await outcome(id)).toMatchObject({ status: 'pending' });
    expect((await house.pool.query('SELECT FROM outbox WHERE id = $1', [id])).rowCount).toBe(1);
    bring = usually;
    open();
    await eventually(async () => expect(await outcome(id)).toMatchObject({ status: 'done', result: '{"value":5}' }));
  });

  it('an outcome is told when its events are in the log, and a read behind it sees them', async () => {
    const key = newId('k');
    let open = (): void => undefined;
    const away = new Promise<void>((resolve) => (open = resolve));
    bring = async (records, append) => {
      if (records[0]?.topic !== topics.commands.name) await away;
      return append(records);
    };
    const id = await submit(key, 9);
    await eventually(async () => expect(await house.valueOf(key)).toBe(9));
    expect(await outcome(id)).toMatchObject({ status: 'pending', positions: [] });
    const waiter = await outcomeWaiter(house.log, topics.outcomes.name, (ids) => storedOutcomes(house.pool, ids));
    const waiting = waiter.outcomeOf(id, { withinMs: 10_000 });
    bring = usually;
    open();
    const received = await waiting;
    await eventually(async () => expect((await outcome(id))?.status).toBe('done'));
    for (const positions of [received?.positions, (await outcome(id))?.positions]) {
      const want = Object.fromEntries((positions ?? []).map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));
      expect(Object.keys(want).some((at) => at.startsWith(topics.events.name))).toBe(true);
      expect(await catchUp(house.pool, 'counter.totals', [topics.events.name]).to(want, 5_000)).toBe(true);
      expect(await total(key)).toBe(9);
    }
    await waiter.close();
  });

  it('every event comes at least once and has its effect once, though relays die between produce and mark', { timeout: 60_000 }, async () => {
    let repeats = 0;
    let produces = 0;
    bring = async (records, append) => {
      const positions = await append(records);
      // No more than so often: one that dies each time it has begun would never come to mark anything.
      if ((produces += 1) % 3 === 0 && repeats < 40) {
        repeats += 1;
        await house.pool.query('SELECT pg_terminate_backend(holder) FROM outbox_lease');
        throw new Error('the answer is lost');
      }
      // One that was stopped earlier brings what it had in hand, behind what came since.
      if (Math.random() < 0.2) await append(records.slice(0, 1));
      return positions;
    };
    const keys = Array.from({ length: 8 }, () => newId('a'));
    const published: string[] = [];
    const tail = await house.log.tail(
      [topics.outcomes.name],
      'end',
      (records) => void published.push(...records.flatMap(decodeOutcomes).map(({ commandId }) => commandId)),
    );
    const ids: string[] = [];
    for (let wave = 0; wave < 240; wave += 20)
      ids.push(...(await Promise.all(Array.from({ length: 20 }, (_, at) => submit(keys[(wave + at) % keys.length] ?? '', wave + at)))));
    await eventually(async () => expect((await storedOutcomes(house.pool, ids)).filter(({ status }) => status !== 'done')).toEqual([]), 40_000);
    await eventually(async () => expect(ids.filter((id) => !published.includes(id))).toEqual([]));
    bring = usually;
    const want = keys.map((_, key) => Array.from({ length: 240 }, (__, at) => at).reduce((sum, at) => (at % keys.length === key ? sum + at : sum), 0));
    await eventually(async () => expect(await Promise.all(keys.map((key) => house.valueOf(`b${key}`)))).toEqual(want), 20_000);
    await empty();
    await eventually(async () => expect(await Promise.all(keys.map(total))).toEqual(want));
    expect(await Promise.all(keys.map(house.valueOf))).toEqual(want);
    await eventually(async () => expect(await Promise.all(keys.map((key) => total(`b${key}`)))).toEqual(want));
    expect(repeats).toBeGreaterThan(5);
    await tail.stop();
  });

  it('a subscription comes to the end of its log though what is left there has all come before', async () => {
    const key = newId('k');
    const id = await submit(key, 1);
    await eventually(async () => expect((await outcome(id))?.status).toBe('done'));
    await empty();
    const ends = await house.log.ends([topics.events.name]);
    for (const end of ends) {
      const records = await house.log.read({ ...end, offset: 0 }, 100_000);
      await house.log.append(records.map(({ topic, key: of, id: its, type, value, headers }) => ({ topic, key: of, id: its, type, value, headers })));
    }
    const want = Object.fromEntries((await house.log.ends([topics.events.name])).map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));
    expect(await catchUp(house.pool, 'counter.totals', [topics.events.name]).to(want, 10_000)).toBe(true);
    expect(await total(key)).toBe(1);
  });

  it('a dead letter is redriven, and a timer fires, once', async () => {
    const key = newId('k');
    const letter = commandRecord({ type: 'Explode', key });
    const due = new Date(Date.now() + 3_600_000).toISOString();
    const begun = commandRecord({ type: 'Begin', key: newId('k'), due });
    const put = async (records: readonly NewRecord[]) => {
      await house.pool.query(`SELECT ${house.outbox.expression(1)}`, [...house.outbox.parameters(records)]);
      house.outbox.committed(records);
    };
    await put([letter, begun]);
    await eventually(async () => expect((await outcome(letter.id))?.status).toBe('failed'));
    bug.isThere = false;
    const set = (await listDeadLetters(house.pool)).find(({ recordId }) => recordId === letter.id);
    expect(await redrive(house.pool, house.outbox, set?.id ?? 0)).toBe(true);
    await eventually(async () => expect((await outcome(letter.id))?.status).toBe('done'));
    bug.isThere = true;
    const clock = { now: () => new Date(Date.now() + 3_600_001) };
    const parts = { context: 'counter', commandsTopic: topics.commands.name, db: house.pool, outbox: house.outbox, clock };
    await eventually(async () => expect(await fireDueTimers(parts)).toBe(1));
    expect(await fireDueTimers(parts)).toBe(0);
    await eventually(async () => expect(await outcome(begun.id)).toMatchObject({ status: 'done', result: '{"settled":true}' }));
  });
});
