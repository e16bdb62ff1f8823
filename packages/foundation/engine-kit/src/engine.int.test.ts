import { newId } from '@noren/kernel';
import { eventually } from '@noren/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bug, commandRecord, counterHouse, namedId, rulebook, topics } from './counter.test-support.ts';
import { listDeadLetters, redrive } from './dead-letters.ts';
import { engineSubscriber } from './engine.ts';
import { storedOutcomes } from './outcomes.ts';
import { fireDueTimers } from './timers.ts';

let house: Awaited<ReturnType<typeof counterHouse>>;
let engine: { stop(): Promise<void> };

beforeAll(async () => {
  house = await counterHouse();
  engine = await house.log.subscribe(engineSubscriber({ rulebook, db: house.pool, outbox: house.outbox }));
});
afterEach(() => {
  bug.isThere = true;
});
afterAll(async () => {
  await engine.stop();
  await house.close();
});

const outcomes = (...ids: string[]) => storedOutcomes(house.pool, ids);
const decided = (...ids: string[]) =>
  eventually(async () => {
    const found = await outcomes(...ids);
    expect(found.filter(({ status }) => status === 'pending')).toEqual([]);
    return found;
  });

describe('an engine', () => {
  it('decides commands in log order and stores what became of each', async () => {
    const key = newId('k');
    const records = [5, -3, -3, 1].map((amount) => commandRecord({ type: 'Add', key, amount }));
    await house.log.append(records);
    const found = await decided(...records.map(({ id }) => id));
    expect(found.map(({ status, refusal, result }) => [status, refusal?.code, result])).toEqual([
      ['done', undefined, '{"value":5}'],
      ['done', undefined, '{"value":2}'],
      ['refused', 'below_zero', ''],
      ['done', undefined, '{"value":3}'],
    ]);
    expect(await house.valueOf(key)).toBe(3);
  });

  it('decides an id once, however often the log has it', async () => {
    const key = newId('k');
    const record = commandRecord({ type: 'Add', key, amount: 1 });
    await house.log.append([record, record]);
    await house.log.append([record]);
    const last = commandRecord({ type: 'Add', key, amount: 10 });
    await house.log.append([last]);
    await decided(last.id);
    expect(await house.valueOf(key)).toBe(11);
  });

  it('sets aside only the command that throws by itself, and goes on', async () => {
    const key = newId('k');
    const records = [
      commandRecord({ type: 'Add', key, amount: 1 }),
      commandRecord({ type: 'Explode', key }),
      commandRecord({ type: 'Add', key, amount: 1 }),
      commandRecord({ type: 'Overflow', key }),
      commandRecord({ type: 'Add', key, amount: 1 }),
    ];
    await house.log.append(records);
    const found = await decided(...records.map(({ id }) => id));
    expect(found.map(({ status }) => status)).toEqual(['done', 'failed', 'done', 'failed', 'done']);
    expect(await house.valueOf(key)).toBe(3);
  });

  it('sets aside a record that it cannot read', async () => {
    const key = newId('k');
    const broken = { ...commandRecord({ type: 'Add', key, amount: 1 }), type: 'test.Unheard' };
    const good = commandRecord({ type: 'Add', key, amount: 1 });
    await house.log.append([broken, good]);
    const found = await decided(broken.id, good.id);
    expect(found.map(({ status }) => status)).toEqual(['failed', 'done']);
  });

  it('sets aside a record of a stranger with what the database takes for no text', async () => {
    const partition = { topic: 'strange.commands', partition: 0 };
    const strange = { ...rulebook, context: 'strange', topics: { ...topics, commands: { name: partition.topic } } };
    const alone = engineSubscriber({ rulebook: strange, db: house.pool, outbox: house.outbox });
    await alone.assigned([partition]);
    const id = `${newId('cmd')}\0`;
    const record = {
      ...partition,
      offset: 0,
      key: 'k\0\ud800',
      id,
      type: 'stranger\0',
      value: new Uint8Array([0]),
      headers: { 'a\0': '\0b' },
      at: new Date().toISOString(),
    };
    await alone.batch([record], new AbortController().signal);
    const [letter] = await listDeadLetters(house.pool, 1);
    expect(letter).toMatchObject({ topic: partition.topic, recordKey: 'k\uFFFD\uFFFD', recordId: id.replace('\0', '\uFFFD'), type: 'stranger\uFFFD' });
  });

  it('sets aside a command that only ever meets what is there already', async () => {
    const key = newId('k');
    const settle = (): ReturnType<typeof commandRecord> => commandRecord({ type: 'Settle', key, of: namedId(key) });
    const records = [settle(), commandRecord({ type: 'Add', key, amount: 1 }), settle(), commandRecord({ type: 'Add', key, amount: 1 })];
    await house.log.append(records);
    const found = await decided(...records.map(({ id }) => id));
    expect(found.map(({ status }) => status)).toEqual(['done', 'done', 'failed', 'done']);
    expect(await house.valueOf(key)).toBe(2);
  });

  it('decides a dead letter when it is redriven, and only once', async () => {
    const key = newId('k');
    const record = commandRecord({ type: 'Explode', key });
    await house.log.append([record]);
    await decided(record.id);
    const letter = (await listDeadLetters(house.pool)).find(({ recordId }) => recordId === record.id);
    bug.isThere = false;
    expect(await redrive(house.pool, house.outbox, letter?.id ?? 0)).toBe(true);
    expect(await redrive(house.pool, house.outbox, letter?.id ?? 0)).toBe(false);
    await eventually(async () => expect((await outcomes(record.id))[0]?.status).toBe('done'));
    expect(await house.valueOf(key)).toBe(1);
  });

  it('decides a dead letter whose outcome retention has forgotten, too', async () => {
    const key = newId('k');
    const record = commandRecord({ type: 'Explode', key });
    await house.log.append([record]);
    await decided(record.id);
    await house.pool.query('DELETE FROM outcome WHERE command_id = $1', [record.id]);
    const letter = (await listDeadLetters(house.pool)).find(({ recordId }) => recordId === record.id);
    bug.isThere = false;
    expect(await redrive(house.pool, house.outbox, letter?.id ?? 0)).toBe(true);
    expect((await decided(record.id))[0]?.status).toBe('done');
    expect(await house.valueOf(key)).toBe(1);
  });

  it('tells a decision under the id of the command that asked for it', async () => {
    const key = newId('k');
    const begun = commandRecord({ type: 'Begin', key }, namedId(key));
    await house.log.append([begun]);
    await eventually(async () => expect((await house.pool.query('SELECT FROM outcome WHERE command_id = $1', [begun.id])).rowCount).toBe(1));
    expect((await outcomes(begun.id))[0]?.status).toBe('pending');
    await house.log.append([commandRecord({ type: 'Settle', key, of: begun.id })]);
    expect((await decided(begun.id))[0]?.result).toBe('{"settled":true}');
  });

  it('fires a timer once when it is due, not before', async () => {
    const key = newId('k');
    const due = new Date(Date.now() + 3_600_000).toISOString();
    const begun = commandRecord({ type: 'Begin', key, due });
    await house.log.append([begun]);
    await eventually(async () => expect((await house.pool.query('SELECT FROM timer WHERE key = $1', [key])).rowCount).toBe(1));
    const fire = (at: number) =>
      fireDueTimers({ context: 'counter', commandsTopic: topics.commands.name, db: house.pool, outbox: house.outbox, clock: { now: () => new Date(at) } });
    expect(await fire(Date.now())).toBe(0);
    expect(await fire(Date.now() + 3_600_001)).toBe(1);
    expect(await fire(Date.now() + 3_600_001)).toBe(0);
    expect((await decided(begun.id))[0]?.result).toBe('{"settled":true}');
  });
});
