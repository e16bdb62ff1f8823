import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureTopics, postgresLog, type Log } from '@noren/log';
import { testDatabase, type TestDatabase } from '@noren/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HEADERS } from '../../packages/foundation/lanes/src/index.ts';

const run = promisify(execFile);
const topics = ['work', 'work.dead'].map((name) => ({ name, partitions: 1, writers: ['order'] }));
let db: TestDatabase;
let log: Log;

beforeAll(async () => {
  db = await testDatabase({ stores: ['log'] });
  await ensureTopics(db.pool('log'), topics);
  log = postgresLog({ pool: db.pool('order'), topics });
  const dead = (id: string, error: string, value: Uint8Array) => ({
    topic: 'work.dead',
    key: 'k',
    id,
    type: 'x',
    value,
    headers: { kept: 'yes', [HEADERS.attempt]: '3', [HEADERS.error]: error, [HEADERS.topic]: 'work', [HEADERS.partition]: '0', [HEADERS.offset]: '7' },
  });
  await log.append([dead('one', 'TypeError: no \u001B[31mshop', Buffer.from('{"a":1}')), dead('two', 'Error: away', new Uint8Array([0, 255]))]);
});
afterAll(async () => {
  await log.close();
  await db.close();
});

const dlq = async (...args: readonly string[]): Promise<string> =>
  (await run(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args, '--database', db.url('order')])).stdout;
const fails = async (...args: readonly string[]): Promise<unknown> =>
  dlq(...args).then(
    () => undefined,
    (error: { code?: unknown }) => error.code,
  );

it('lists dead letters, a line each, and what they bring steers no terminal', async () => {
  const lines = (await dlq('list', 'work.dead')).trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^work\.dead\/0\/0 .* 3 tries {2}one {2}k {2}TypeError: no ·\[31mshop$/);
  expect((await dlq('list', 'work.dead', '--error', 'away')).trim().split('\n')).toHaveLength(2);
});

it('shows one with its headers and bytes', async () => {
  expect(await dlq('show', 'work.dead/0/0')).toMatch(/from {11}work\/0\/7\n[^]*header kept {4}yes\n[^]*value {10}\{"a":1\}/);
  expect(await dlq('show', 'work.dead/0/1')).toContain('base64 AP8=');
  expect(await fails('show', 'work.dead/0/9')).toBe(1);
});

it('redrives one, or all that match, as they were before they failed', async () => {
  expect(await dlq('redrive', 'work.dead/0/1')).toMatch(/^work\.dead\/0\/1 → work\/0\/0\n1 redriven/);
  expect(await dlq('redrive', 'work.dead', '--error', 'TypeError')).toContain('1 redriven');
  const records = await log.read({ topic: 'work', partition: 0, offset: 0 }, 10);
  expect(records.map(({ id, key, value, headers }) => [id, key, [...value], headers])).toEqual([
    ['two', 'k', [0, 255], { kept: 'yes', 'lanes-redriven': 'work.dead/0/1' }],
    ['one', 'k', [...Buffer.from('{"a":1}')], { kept: 'yes', 'lanes-redriven': 'work.dead/0/0' }],
  ]);
});

it('refuses what it does not understand', async () => {
  for (const args of [['drop', 'work.dead'], ['list'], ['show', 'work.dead'], ['show', 'work.dead/x/1'], ['redrive', 'work.dead/0/99']])
    expect(await fails(...args)).toBe(2);
});
