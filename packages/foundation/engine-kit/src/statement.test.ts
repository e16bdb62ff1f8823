import { expect, it } from 'vitest';
import { nothingLoaded } from './execute.ts';
import { saveRecords, storeOutcomes, writeTimers } from './commit.ts';
import { columnRecords } from './column-record.ts';
import type { Queryable } from './record-table.ts';
import { Statement } from './statement.ts';

type Counter = Readonly<{ value: number }>;
const tables = {
  counter: columnRecords<Counter>('counter', { value: 'bigint' }),
};

/** What a commit of these counters would send. */
async function sent(counters: Map<string, Counter>): Promise<{ name: string; text: string }> {
  let query = { name: '', text: '' };
  const db = { query: (given: typeof query) => Promise.resolve(void (query = given)).then(() => ({ rows: [] })) } as unknown as Queryable;
  const statement = new Statement('commit');
  saveRecords(statement, tables, nothingLoaded<{ counter: Counter }>(tables), { counter: counters });
  writeTimers(statement, [], []);
  storeOutcomes(statement, [], [], [], '');
  await statement.run(db);
  return query;
}

it('has only parts that have something to do, and a prepared form for each set of them', async () => {
  const one = await sent(new Map([['a', { value: 1 }]]));
  expect(one.text).toContain('ins_counter AS');
  for (const part of ['upd_counter', 'del_counter', 'timers', 'outcomes_inserted', 'decisions_inserted', 'redecided']) expect(one.text).not.toContain(part);
  const two = await sent(new Map([...'ab'].map((key) => [key, { value: 1 }])));
  expect(two.name).toBe(one.name);
});
