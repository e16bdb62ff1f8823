import { type ReadModel, rebuild } from '@noren/engine-kit';
import { ensureTopics, type Log, type LogRecord, type NewRecord, type Outbox, postgresLog, postgresOutbox } from '@noren/log';
import { eventually, testDatabase, type TestDatabase } from '@noren/testing';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topics } from '../../packages/platform/src/topics.ts';
import { readModels } from './read-models.ts';
import { storyOf } from './stories.fixture.ts';

const TWINS = 3;
const PARTITIONS = 2;
const numRuns = 40;

let db: TestDatabase;
const logs: Log[] = [];
beforeAll(async () => {
  const roles = [...new Set([...readModels.values()].map(({ role }) => role))];
  db = await testDatabase({ stores: ['log', ...roles] });
  await ensureTopics(db.pool('log'), topics, { readers: roles });
});
afterAll(async () => {
  for (const log of logs) await log.close();
  await db.close();
});
const logOf = (role: string): Log => {
  const log = postgresLog({ pool: db.pool(role), topics });
  logs.push(log);
  return log;
};

/** What is done with a log: a batch of so many records of each partition, some of them twice, or a position that is set back. */
type Step = Readonly<{ many: readonly number[]; twice: 'none' | 'each' | 'all' } | { back: number; partition: number }>;
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        many: fc.array(fc.nat({ max: 12 }), { minLength: PARTITIONS, maxLength: PARTITIONS }),
        twice: fc.constantFrom('none', 'each', 'all'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ back: fc.double({ min: 0, max: 1, noNaN: true }), partition: fc.nat({ max: PARTITIONS - 1 }) }) },
  ),
  { minLength: 1, maxLength: 10 },
);

/** A story of several keys as it may come to lie in a topic: whose turn it is, and in which partition each key is; each key's own records in their order. */
function interleavings(topic: string): Readonly<{ arbitrary: fc.Arbitrary<Interleaving>; log(of: Interleaving): readonly (readonly LogRecord[])[] }> {
  const byKey = [...Map.groupBy(storyOf(topic, TWINS), ({ key }) => key).values()];
  const turns = byKey.flatMap((records, key) => records.map(() => key));
  return {
    arbitrary: fc.record({
      turns: fc.shuffledSubarray(turns, { minLength: turns.length, maxLength: turns.length }),
      places: fc.array(fc.nat({ max: PARTITIONS - 1 }), { minLength: byKey.length, maxLength: byKey.length }),
    }),
    log(of) {
      const next = byKey.map(() => 0);
      const partitions: LogRecord[][] = Array.from({ length: PARTITIONS }, () => []);
      for (const key of of.turns) {
        const [record, partition] = [byKey[key]?.[next[key] ?? 0], of.places[key] ?? 0];
        next[key] = (next[key] ?? 0) + 1;
        if (record) partitions[partition]?.push(atPlace(record, partition, partitions[partition].length));
      }
      return partitions;
    },
  };
}
type Interleaving = Readonly<{ turns: readonly number[]; places: readonly number[] }>;
const atPlace = (record: NewRecord, partition: number, offset: number): LogRecord => ({ ...record, partition, offset, at: '2026-01-05T09:00:00.000Z' });

/** Rows by table, without what counts commits. */
async function rowsOf(pool: pg.Pool, { tables }: ReadModel): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const all = tables.map(async (table) => {
    const { rows } = await pool.query<{ row: unknown }>(`SELECT to_jsonb(t) - 'version' AS row FROM "${table}" AS t ORDER BY key`);
    return [table, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}
/** An edition is a place in the log, so it is another one where others' records stand between. */
const butEditions = (rows: Readonly<Record<string, readonly unknown[]>>) =>
  Object.fromEntries(Object.entries(rows).filter(([table]) => !table.endsWith('_edition')));

async function emptied(pool: pg.Pool, { name, tables }: ReadModel): Promise<void> {
  await pool.query([...tables.map((table) => `DELETE FROM "${table}"`), `DELETE FROM "position" WHERE subscription = '${name}'`].join('; '));
}

/** Does these steps with a log, then reads all that is left of it. */
async function follow(model: ReadModel, pool: pg.Pool, outbox: Outbox, log: readonly (readonly LogRecord[])[], todo: readonly Step[]): Promise<void> {
  const topic = model.topics[0] ?? '';
  const assigned = log.map((_, partition) => ({ topic, partition }));
  let subscriber = model.subscriber({ db: pool, outbox });
  const at = log.map(() => 0);
  const takeOver = async (): Promise<void> => {
    subscriber = model.subscriber({ db: pool, outbox });
    for (const { partition, offset } of await subscriber.assigned(assigned)) at[partition] = offset;
  };
  const read = async (many: readonly number[], twice: 'none' | 'each' | 'all'): Promise<void> => {
    const batch = log.flatMap((records, partition) => {
      const some = records.slice(at[partition], (at[partition] ?? 0) + (many[partition] ?? 0));
      at[partition] = (at[partition] ?? 0) + some.length;
      return twice === 'all' ? [...some, ...some] : some.flatMap((record) => (twice === 'each' ? [record, record] : [record]));
    });
    if (batch.length > 0) await subscriber.batch(batch, new AbortController().signal);
  };
  await takeOver();
  for (const step of todo) {
    if ('many' in step) await read(step.many, step.twice);
    else {
      const to = Math.floor(step.back * (at[step.partition] ?? 0));
      await pool.query(`UPDATE "position" SET next = $3, heard = '{}' WHERE subscription = $1 AND "partition" = $2`, [model.name, step.partition, to]);
      await takeOver();
    }
  }
  await read(
    log.map(({ length }) => length),
    'none',
  );
}

describe.each([...readModels.values()])('$model.name', ({ model, role }) => {
  const [topic = ''] = model.topics;
  const pool = (): pg.Pool => db.pool(role, 'engine');

  it('is the same whatever is read again, comes twice or comes between', async () => {
    const outbox = postgresOutbox({ log: logOf(role) });
    const plain = storyOf(topic, TWINS).map((record, offset) => atPlace(record, 0, offset));
    await emptied(pool(), model);
    await follow(model, pool(), outbox, [plain, []], []);
    const before = butEditions(await rowsOf(pool(), model));
    expect(Object.values(before).flat().length).toBeGreaterThan(0);
    const { arbitrary, log: logAs } = interleavings(topic);
    await fc.assert(
      fc.asyncProperty(arbitrary, steps, async (interleaving, todo) => {
        const log = logAs(interleaving);
        await emptied(pool(), model);
        await follow(model, pool(), outbox, log, []);
        const read = await rowsOf(pool(), model);
        expect(butEditions(read)).toEqual(before);
        await emptied(pool(), model);
        await follow(model, pool(), outbox, log, todo);
        expect(await rowsOf(pool(), model)).toEqual(read);
      }),
      { numRuns },
    );
    expect((await pool().query('SELECT error FROM dead_letter WHERE subscription = $1', [model.name])).rows).toEqual([]);
  });

  it('made anew is row by row what it was, and where rows were lost or wrong what it should be', async () => {
    const log = logOf(role);
    const parts = { db: pool(), log, outbox: postgresOutbox({ log }) };
    const owner = logOf(topic.split('.')[0] ?? '');
    if ((await owner.ends([topic])).every(({ offset }) => offset === 0)) await owner.append(storyOf(topic, TWINS));
    await emptied(pool(), model);
    const following = await log.subscribe(model.subscriber(parts));
    try {
      const ends = (await log.ends([topic])).reduce((sum, { offset }) => sum + offset, 0);
      const come = async () => (await pool().query<{ sum: string }>('SELECT sum(next) FROM "position" WHERE subscription = $1', [model.name])).rows[0]?.sum;
      await eventually(async () => Number(await come()) === ends, 20_000);
      const right = await rowsOf(pool(), model);
      const { tables } = await rebuild({ ...parts, model });
      expect(tables).toEqual(
        Object.fromEntries(Object.entries(right).map(([table, { length }]) => [table, { same: length, changed: 0, added: 0, removed: 0 }])),
      );
      expect(await rowsOf(pool(), model)).toEqual(right);
      for (const table of model.tables) await pool().query(`DELETE FROM "${table}" WHERE key = (SELECT min(key) FROM "${table}")`);
      await rebuild({ ...parts, model });
      expect(await rowsOf(pool(), model)).toEqual(right);
    } finally {
      await following.stop();
    }
  });
});
