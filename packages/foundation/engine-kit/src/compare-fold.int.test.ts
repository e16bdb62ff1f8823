import { setTimeout as pause } from 'node:timers/promises';
import type { Running } from '@noren/log';
import { eventually } from '@noren/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareFold } from './compare-fold.ts';
import { commandRecord, type CounterHouse, counterHouse, rulebook, topics } from './counter.test-support.ts';
import { engineSubscriber } from './engine.ts';

let house: CounterHouse;
let engine: Running;

beforeEach(async () => {
  house = await counterHouse();
  engine = await house.log.subscribe(engineSubscriber({ rulebook, db: house.pool, outbox: house.outbox }));
});
afterEach(async () => {
  await engine.stop();
  await house.close();
});

const compared = () =>
  compareFold({ topic: topics.events.name, rules: rulebook.decider, tables: rulebook.tables, events: rulebook.events }, { db: house.pool, log: house.log });
const add = (key: string, amount: number) => house.log.append([commandRecord({ type: 'Add', key, amount })]);

describe('the fold of what was told', () => {
  it('is what the engine keeps, while it goes on', async () => {
    const going = new AbortController();
    const writing = (async () => {
      for (let at = 0; !going.signal.aborted; at += 1) {
        await add(`key-${at % 20}`, 1);
        await pause(1);
      }
    })();
    await eventually(async () => expect(await house.valueOf('key-19')).toBeGreaterThan(2));
    const { events, records, differences } = await compared();
    going.abort();
    await writing;
    expect({ records, differences }).toEqual({ records: 20, differences: [] });
    expect(events).toBeGreaterThan(40);
  });

  it('counts what a relay brings twice once', async () => {
    const [record] = [
      { ...commandRecord({ type: 'Add', key: 'a', amount: 1 }), topic: topics.events.name, ...rulebook.events.encode({ type: 'Begun', key: 'a', id: 'x' }) },
    ];
    await house.log.append([record, record].map((one) => ({ ...one, headers: { ...one.headers, sequence: 'counter-1/7' } })));
    expect((await compared()).events).toBe(1);
  });

  it('finds the record that is lost, the one that is strange and the one that is wrong', async () => {
    for (const key of ['a', 'b', 'c']) await add(key, 5);
    await eventually(async () => expect(await house.valueOf('c')).toBe(5));
    await eventually(async () => expect((await house.valueOf('a')) + (await house.valueOf('b'))).toBe(10));
    await house.pool.query(`DELETE FROM counter WHERE key = 'a'; UPDATE counter SET value = 6 WHERE key = 'b'; INSERT INTO counter VALUES ('z', 1, 1)`);
    const { differences } = await compared();
    expect(differences.toSorted((one, other) => one.key.localeCompare(other.key))).toEqual([
      { kind: 'counter', key: 'a', why: 'not stored' },
      { kind: 'counter', key: 'b', why: 'different' },
      { kind: 'counter', key: 'z', why: 'not in the log' },
    ]);
  });
});
