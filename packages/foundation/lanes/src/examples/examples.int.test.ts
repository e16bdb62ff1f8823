import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ensureTopics, postgresLog, type Commits, type Log, type NewRecord } from '@noren/log';
import { eventually, testDatabase, type TestDatabase } from '@noren/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deadLetters } from '../index.ts';
import { copyTo } from './batches.ts';
import { print } from './deferred.ts';
import { sendWebhooks } from './webhooks.ts';

const topics = ['events', 'events.retry', 'events.dead'].map((name) => ({ name, partitions: 2, writers: ['order'] }));
let db: TestDatabase;
let log: Log & Commits;
const event = (key: string, text: string): NewRecord => ({ topic: 'events', key, id: text, type: 'x', value: Buffer.from(text), headers: {} });

beforeAll(async () => {
  db = await testDatabase({ stores: ['log'] });
  await ensureTopics(db.pool('log'), topics);
  log = postgresLog({ pool: db.pool('order'), topics });
  await log.append(['a', 'b', 'busy', 'shaky', 'gone'].flatMap((key) => [event(key, `${key}-1`), event(key, `${key}-2`)]));
});
afterAll(async () => {
  await log.close();
  await db.close();
});

it('webhooks: a refusal is tried again when it says, a failure later, what is gone is a dead letter, and each key is in order', async () => {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const key = request.url?.slice(1) ?? '';
    const body: Buffer[] = [];
    request.on('data', (part: Buffer) => body.push(part));
    request.on('end', () => {
      const text = Buffer.concat(body).toString();
      const first = !calls.includes(text);
      calls.push(text);
      if (key === 'busy' && first) response.setHeader('retry-after', '1');
      response.statusCode = key === 'gone' ? 410 : key === 'busy' && first ? 429 : key === 'shaky' && first ? 500 : 204;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const lanes = sendWebhooks(log, (key) => `http://127.0.0.1:${port}/${key}`);
  await eventually(() => calls.length === 14, 15_000);
  const of = (key: string): readonly string[] => calls.filter((text) => text.startsWith(`${key}-`));
  expect([of('a'), of('busy'), of('shaky'), of('gone')]).toEqual([
    ['a-1', 'a-2'],
    ['busy-1', 'busy-1', 'busy-2', 'busy-2'],
    ['shaky-1', 'shaky-1', 'shaky-2', 'shaky-2'],
    ['gone-1', 'gone-2'],
  ]);
  await eventually(async () => expect(await lanes.health()).toMatchObject({ pending: 0 }), 10_000);
  const dead: string[] = [];
  for await (const { record, error } of deadLetters(log, 'events.dead')) dead.push(`${record.id} ${error}`);
  expect(dead).toEqual(['gone-1 the address is gone', 'gone-2 the address is gone']);
  await lanes.stop();
  server.close();
});

it('batches: values go to the store together', async () => {
  const calls: string[][] = [];
  const { lanes, batch } = copyTo(log, (values) => Promise.resolve(void calls.push(values.map((value) => Buffer.from(value).toString()))));
  batch.set(5);
  await eventually(() => calls.flat().length >= 10, 10_000);
  expect(calls.length).toBeLessThan(8);
  await lanes.stop();
});

it('deferred: a page is done when the printer says so', async () => {
  const printed: string[] = [];
  const lanes = print(log, {
    print(text, over) {
      setTimeout(
        () => void (printed.push(text), over(printed.filter((one) => one === text).length === 1 && text === 'a-1' ? new Error('no paper') : undefined)),
        5,
      );
    },
  });
  await eventually(() => printed.length === 11, 10_000);
  expect(printed.filter((text) => text.startsWith('a-'))).toEqual(['a-1', 'a-1', 'a-2']);
  await lanes.stop();
});
