import { setTimeout as pause } from 'node:timers/promises';
import type { LogRecord, Running } from '@noren/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columnRecords } from './column-record.ts';
import { type Counter, type CounterEvent, type CounterHouse, commandRecord, rulebook, topics } from './counter.test-support.ts';
import { engineSubscriber } from './engine.ts';
import { type ReadModel, readModel } from './read-model.ts';
import { rebuild } from './rebuild.ts';

type Added = Extract<CounterEvent, { type: 'Added' }>;
const total = columnRecords<Counter>('total', { value: 'bigint' });
/** The same again: a read model of several tables is replaced as one. */
const mirror = columnRecords<Counter>('mirror', { value: 'bigint' });

/** Sums of what was added. `factor`: another version of the code counts otherwise. */
const totals = (factor = 1, folding: () => void = () => undefined): ReadModel =>
  readModel<{ total: Counter; mirror: Counter }, Added>({
    name: 'counter.totals',
    topics: [topics.events.name],
    read(record: LogRecord) {
      const event = rulebook.events.decode(record.type, record.value);
      return event?.type === 'Added' ? event : undefined;
    },
    reads: ({ key }) => ({ total: [key], mirror: [key] }),
    apply(view, { key, amount }) {
      folding();
      if (amount === 666) throw new Error('a bug of ours');
      const value = (view.total(key)?.value ?? 0) + amount * factor;
      return { total: { [key]: { value } }, mirror: { [key]: { value } } };
    },
    tables: { total, mirror },
  });

/** What rebuilding a read model promises, on either log. */
export const rebuilds = (on: string, house: () => Promise<CounterHouse>, skipped = false): void =>
  void describe.skipIf(skipped)(`a read model on ${on}`, () => {
    let open: CounterHouse;
    const running: Running[] = [];
    const parts = () => ({ db: open.pool, log: open.log, outbox: open.outbox });

    beforeEach(async () => {
      open = await house();
      for (const table of ['total', 'mirror'])
        await open.pool.query(`CREATE TABLE ${table} (key text PRIMARY KEY, version bigint NOT NULL, value bigint NOT NULL)`);
      running.push(await open.log.subscribe(engineSubscriber({ rulebook, db: open.pool, outbox: open.outbox })));
    }, 60_000);
    afterEach(async () => {
      for (const each of running.splice(0)) await each.stop();
      await open.close();
    });

    const follow = async (model: ReadModel): Promise<Running> => {
      const following = await open.log.subscribe(model.subscriber({ db: open.pool, outbox: open.outbox }));
      running.push(following);
      return following;
    };
    const add = (key: string, ...amounts: readonly number[]) => open.log.append(amounts.map((amount) => commandRecord({ type: 'Add', key, amount })));
    const rows = async (): Promise<Readonly<Record<string, number>>> => {
      const { rows: found } = await open.pool.query<{ key: string; value: string }>('SELECT key, value FROM total ORDER BY key');
      return Object.fromEntries(found.map(({ key, value }) => [key, Number(value)]));
    };
    const until = async (key: string, value: number): Promise<void> => {
      while ((await rows())[key] !== value) await pause(20);
    };

    it('that is right is left as it is, row by row', async () => {
      await follow(totals());
      await add('a', 1, 2, 3);
      await add('b', 4);
      await until('a', 6);
      await until('b', 4);
      const before = await open.pool.query('SELECT * FROM total ORDER BY key');
      const { tables } = await rebuild({ ...parts(), model: totals() });
      const same = { same: 2, changed: 0, added: 0, removed: 0 };
      expect(tables).toEqual({ total: same, mirror: same });
      expect((await open.pool.query('SELECT * FROM total ORDER BY key')).rows).toEqual(before.rows);
    });

    it('that lost rows, has strange ones and wrong ones is made right, and says what it was', async () => {
      await follow(totals());
      await add('a', 1);
      await add('b', 2);
      await add('c', 3);
      await until('c', 3);
      await until('b', 2);
      await until('a', 1);
      for (const table of ['total', 'mirror'])
        await open.pool.query(`DELETE FROM ${table} WHERE key = 'a'; UPDATE ${table} SET value = 99 WHERE key = 'b'; INSERT INTO ${table} VALUES ('z', 1, 5)`);
      const { tables } = await rebuild({ ...parts(), model: totals() });
      expect(tables['total']).toEqual({ same: 1, changed: 1, added: 1, removed: 1 });
      expect(await rows()).toEqual({ a: 1, b: 2, c: 3 });
      // One transaction wrote all of it, in both tables: nobody saw a part.
      const { rows: writers } = await open.pool.query(
        `SELECT DISTINCT xmin::text FROM (SELECT key, xmin FROM total UNION ALL SELECT key, xmin FROM mirror) AS written WHERE key IN ('a', 'b')`,
      );
      expect(writers).toHaveLength(1);
      await add('a', 10);
      await until('a', 11);
    });

    it('is replaced under load: readers see all as it was or all as it is, never a step back', async () => {
      let before: Readonly<Record<string, number>> = {};
      await follow(totals());
      const keys = ['a', 'b', 'c', 'd'];
      const writing = new AbortController();
      let added = 0;
      const write = async (): Promise<void> => {
        for (; !writing.signal.aborted; added += 1) {
          for (const key of keys) await add(key, 1);
          await pause(2);
        }
      };
      const wrote = write();
      while (keys.some((key) => added < 10 || !(key in before))) before = await rows();

      // The next version counts ten for one. All keys are added to in turn: where one is some ten times another, a reader saw some rows of each version.
      const seen = { mixtures: 0, stepsBack: 0 };
      const read = async (): Promise<void> => {
        while (!writing.signal.aborted) {
          const now = await rows();
          if (keys.some((key) => (now[key] ?? 0) < (before[key] ?? 0))) seen.stepsBack += 1;
          const values = keys.map((key) => now[key] ?? 0);
          if (Math.max(...values) > 3 * Math.min(...values)) seen.mixtures += 1;
          before = now;
        }
      };
      const reader = read();
      const [live] = running.splice(1, 1);
      const rebuilding = rebuild({ ...parts(), model: totals(10) });
      // The live one goes on until the next version of the code takes over, as in a deployment.
      const { tables } = await rebuilding;
      await live?.stop();
      await follow(totals(10));
      await pause(500);
      writing.abort();
      await Promise.all([wrote, reader]);
      expect(seen).toEqual({ mixtures: 0, stepsBack: 0 });
      expect(tables['total']?.changed).toBe(keys.length);
      expect(before['a']).toBeGreaterThan(5 * added);
    }, 60_000);

    it('that is stopped on its way goes on with what it has', async () => {
      await follow(totals());
      await add('a', ...Array.from({ length: 400 }, () => 1));
      await until('a', 400);
      const stop = new AbortController();
      const stopped = rebuild({ ...parts(), model: totals(1, () => stop.abort()), signal: stop.signal });
      await expect(stopped).rejects.toThrow();
      const { events } = await rebuild({ ...parts(), model: totals() });
      expect(events).toBeLessThan(400);
      expect(await rows()).toEqual({ a: 400 });
      const { rows: left } = await open.pool.query(`SELECT FROM pg_class WHERE relname LIKE '%\\_\\_rebuild%'`);
      expect(left).toEqual([]);
    });

    it('is never replaced by half a copy: one that lost a table begins anew', async () => {
      await follow(totals());
      await add('a', 1, 2, 3);
      await until('a', 6);
      const stop = new AbortController();
      await expect(rebuild({ ...parts(), model: totals(1, () => stop.abort()), signal: stop.signal })).rejects.toThrow();
      await open.pool.query('DROP TABLE total__rebuild');
      const same = { same: 1, changed: 0, added: 0, removed: 0 };
      expect((await rebuild({ ...parts(), model: totals() })).tables).toEqual({ total: same, mirror: same });
    });

    it('is made anew by one at a time', async () => {
      await follow(totals());
      await add('a', 1);
      await until('a', 1);
      const both = await Promise.allSettled([rebuild({ ...parts(), model: totals() }), rebuild({ ...parts(), model: totals() })]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await rows()).toEqual({ a: 1 });
    });

    it('may be made anew again as soon as a rebuild has ended, however it ended', async () => {
      await follow(totals());
      await add('a', 1);
      await until('a', 1);
      const free = async () => (await open.pool.query(`SELECT pg_try_advisory_xact_lock(hashtextextended('counter.totals__rebuild', 0)) AS free`)).rows;
      await rebuild({ ...parts(), model: totals() });
      expect(await free()).toEqual([{ free: true }]);
      await expect(rebuild({ ...parts(), model: totals(), signal: AbortSignal.abort() })).rejects.toThrow();
      expect(await free()).toEqual([{ free: true }]);
    });

    it('begins anew where the code folds otherwise by now and that is said', async () => {
      await follow(totals());
      await add('a', 1, 2);
      await until('a', 3);
      const stop = new AbortController();
      await expect(rebuild({ ...parts(), model: totals(1, () => stop.abort()), signal: stop.signal })).rejects.toThrow();
      await rebuild({ ...parts(), model: totals(10), fresh: true });
      expect(await rows()).toEqual({ a: 30 });
    });

    it('is not replaced where an event cannot be folded', async () => {
      await follow(totals());
      await add('a', 5, 666, 7);
      await until('a', 12);
      await open.pool.query(`UPDATE total SET value = 1`);
      await expect(rebuild({ ...parts(), model: totals() })).rejects.toThrow(/cannot be folded: .*a bug of ours; nothing was replaced/);
      expect(await rows()).toEqual({ a: 1 });
    });
  });
