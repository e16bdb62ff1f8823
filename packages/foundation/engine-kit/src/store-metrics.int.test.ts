import { newId } from '@noren/kernel';
import { makeMetrics } from '@noren/service-kit';
import { eventually } from '@noren/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandRecord, counterHouse, rulebook } from './counter.test-support.ts';
import { engineSubscriber } from './engine.ts';
import { watchStores } from './store-metrics.ts';

let house: Awaited<ReturnType<typeof counterHouse>>;
let engine: { stop(): Promise<void> };
let at = new Date();
const clock = { now: () => at };
const metrics = makeMetrics();
beforeAll(async () => {
  house = await counterHouse();
  const { pool, log } = house;
  watchStores({ metrics, clock }, [{ store: 'counter', db: pool, log }]);
  engine = await log.subscribe(engineSubscriber({ rulebook, db: pool, outbox: house.outbox }));
});
afterAll(async () => {
  await engine.stop();
  await house.close();
});

/** The samples of a metric, by their labels, without those that are 0. */
async function samples(name: string): Promise<Readonly<Record<string, number>>> {
  const found = [...(await metrics.metrics()).matchAll(new RegExp(`^${name}\\{(.*)\\} (\\S+)$`, 'gm'))];
  return Object.fromEntries(found.flatMap(([, labels = '', value]) => (Number(value) === 0 ? [] : [[labels, Number(value)]])));
}
const total = async (name: string): Promise<number> => Object.values(await samples(name)).reduce((sum, value) => sum + value, 0);

describe('metrics of a store', () => {
  it('tell a subscription that nobody works on by its records, and by how long the first of them has been waiting', async () => {
    await house.log.append([commandRecord({ type: 'Add', key: newId('k'), amount: 1 })]);
    await eventually(async () => expect(await samples('noren_store_up')).toEqual({ 'store="counter"': 1 }));
    await eventually(async () => expect(Object.keys(await samples('noren_subscription_lag_records'))).toEqual([]));
    await engine.stop();
    const key = newId('k');
    at = new Date();
    await house.log.append([1, 2, 3].map((amount) => commandRecord({ type: 'Add', key, amount })));
    at = new Date(at.getTime() + 60_000);
    const partition = house.log.partitionOf(rulebook.topics.commands.name, key);
    const labels = `subscription="${rulebook.context}.engine",topic="${rulebook.topics.commands.name}",partition="${partition}"`;
    expect(await samples('noren_subscription_lag_records')).toEqual({ [labels]: 3 });
    const { [labels]: seconds } = await samples('noren_subscription_lag_seconds');
    expect(Math.round((seconds ?? 0) / 10)).toBe(6);
    expect(await samples('noren_oldest_undecided_command_seconds')).toEqual({ [`context="${rulebook.context}",partition="${partition}"`]: seconds });
    engine = await house.log.subscribe(engineSubscriber({ rulebook, db: house.pool, outbox: house.outbox }));
    await eventually(async () =>
      expect([await total('noren_subscription_lag_records'), await total('noren_oldest_undecided_command_seconds')]).toEqual([0, 0]),
    );
  });

  it('count what was set aside until it is redriven', async () => {
    await house.log.append([commandRecord({ type: 'Explode', key: newId('k') })]);
    await eventually(async () => expect(await samples('noren_dead_letters')).toEqual({ [`store="counter",subscription="${rulebook.context}.engine"`]: 1 }));
    await house.pool.query('UPDATE dead_letter SET redriven_at = now()');
    expect(await samples('noren_dead_letters')).toEqual({});
  });

  it('count what an outbox has, and tell how long its oldest waits: a command in it is undecided', async () => {
    await house.pool
      .query(`SELECT outbox_put(ARRAY['counter.commands', 'counter.events'], ARRAY[0, 1], ARRAY['k', 'k'], ARRAY['1', '2'], ARRAY['t', 't'], ARRAY['{}', '{}'],
                            ARRAY['', '']::bytea[], ARRAY[false, false])`);
    await house.pool.query(`UPDATE outbox SET at = now() - interval '1 hour'`);
    expect(await samples('noren_outbox_records')).toEqual({ 'store="counter"': 2 });
    expect(Math.round((await total('noren_outbox_oldest_seconds')) / 60)).toBe(60);
    expect(Math.round((await total('noren_oldest_undecided_command_seconds')) / 60)).toBe(60);
    await house.pool.query('DELETE FROM outbox');
    expect([await total('noren_outbox_records'), await total('noren_outbox_oldest_seconds')]).toEqual([0, 0]);
  });

  it('say what is away, and leave out what only it knows', async () => {
    const nobody = new pg.Pool({ host: '127.0.0.1', port: 1 });
    const others = makeMetrics();
    const silent = { ends: () => Promise.reject(new Error('away')), read: house.log.read };
    watchStores({ metrics: others, clock }, [
      { store: 'gone', db: nobody, log: house.log },
      { store: 'counter', db: house.pool, log: silent },
    ]);
    const text = await others.metrics();
    expect(text.match(/^noren_(store|log)_up.*/gm)).toEqual([
      'noren_store_up{store="gone"} 0',
      'noren_store_up{store="counter"} 1',
      'noren_log_up{store="counter"} 0',
    ]);
    expect(text).not.toMatch(/^noren_subscription_lag_|store="gone",|^noren_outbox.*gone/m);
    await nobody.end();
  });
});
