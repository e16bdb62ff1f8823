import { newId } from '@noren/kernel';
import { LostPartitions, type LogRecord, type Subscriber } from '@noren/log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandRecord, rulebook, topics } from './counter.test-support.ts';
import type { CounterHouse } from './counter.test-support.ts';
import { engineSubscriber } from './engine.ts';
import type { Queryable } from './record-table.ts';

/** The fence, over whichever log the house has its commands in. */
export function fenceHolds(name: string, make: () => Promise<CounterHouse>, skip = false): void {
  describe.skipIf(skip)(`commands in ${name}: an engine that was stopped in the middle of a batch while another took its partition over`, () => {
    let house: CounterHouse;
    beforeAll(async () => {
      house = await make();
    });
    afterAll(() => house.close());

    it('writes nothing when it goes on, and learns that it has lost the partition', async () => {
      const { outcome, value } = await overtaken(house);
      expect(outcome).toBeInstanceOf(LostPartitions);
      expect(value).toBe(2);
    });

    it('would overwrite what the other wrote without the fence (this test can fail)', async () => {
      const withoutFence = (sql: string): string =>
        sql
          .replace('AND p.next = u."from" AND p.epoch = u.epoch', '')
          .replaceAll('AND t.version = u.version', '')
          .replace(/INSERT INTO outcome (.*)/, 'INSERT INTO outcome $1')
          .replace(
            /INSERT INTO "counter" \(key, version, "value"\)([^]*?) RETURNING 1/,
            'INSERT INTO "counter" (key, version, "value")$1 ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING 1',
          )
          .replace(/(INSERT INTO outcome [^]*?) RETURNING 1/, '$1 ON CONFLICT (command_id) DO UPDATE SET at = excluded.at RETURNING 1');
      const { outcome, value } = await overtaken(house, withoutFence);
      expect([outcome, value]).toEqual(['written', 1]);
    });
  });
}

/** Stops whoever uses it right before a commit, until told to go on: what SIGSTOP does to a process. `plant` may rewrite the statement. */
function stopping(house: CounterHouse, plant: (sql: string) => string = (sql) => sql) {
  let stopped: () => void = () => {};
  let go: () => void = () => {};
  const reached = new Promise<void>((resolve) => (stopped = resolve));
  const gate = new Promise<void>((resolve) => (go = resolve));
  const query = async (config: { name?: string; text: string }) => {
    if (config.name?.startsWith('commit')) {
      stopped();
      await gate;
    }
    return house.pool.query({ ...config, name: `${config.name} planted`, text: plant(config.text) });
  };
  return { db: { query } as unknown as Queryable, reached, go };
}

async function overtaken(house: CounterHouse, plant?: (sql: string) => string) {
  const key = newId('k');
  const zombie = stopping(house, plant);
  const [old, young] = [zombie.db, house.pool].map((db) => engineSubscriber({ rulebook, db, outbox: house.outbox }));
  if (!old || !young) throw new Error('two engines');
  const [position] = await house.log.append([commandRecord({ type: 'Add', key, amount: 1 })]);
  const partition = { topic: topics.commands.name, partition: position?.partition ?? 0 };

  const stale = batchOf(house, old, partition).then(
    () => 'written',
    (error: unknown) => error,
  );
  await zombie.reached;
  // The other takes the partition over, decides what was there and a command behind it.
  await batchOf(house, young, partition);
  const later = commandRecord({ type: 'Add', key, amount: 1 });
  await house.log.append([later]);
  await batchOf(house, young, partition);
  expect(await house.valueOf(key)).toBe(2);
  zombie.go();
  return { outcome: await stale, value: await house.valueOf(key) };
}

async function batchOf(house: CounterHouse, engine: Subscriber, partition: Readonly<{ topic: string; partition: number }>): Promise<void> {
  const [start] = await engine.assigned([partition]);
  if (!start) throw new Error('no start');
  const records: readonly LogRecord[] = await house.log.read(start, 100);
  await engine.batch(records, new AbortController().signal);
}
