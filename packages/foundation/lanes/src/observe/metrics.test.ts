import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogRecord } from '@noren/log';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import type { Observer } from '../observer.ts';
import { Aborted, type Task } from '../task.ts';
import { metered, observedBy } from './index.ts';

const T0 = Date.parse('2026-11-25T03:00:00.000Z');

const record = (partition: number, offset: number): LogRecord => ({
  topic: 'pos.calls',
  partition,
  offset,
  at: '2026-11-25T03:00:00.000Z',
  key: 'k',
  id: `i${offset}`,
  type: '',
  headers: {},
  value: new Uint8Array(),
});
const task = (of: LogRecord, attempt = 1): Task => ({
  record: of,
  attempt,
  aborted: false,
  signal: new AbortController().signal,
  defer: () => ({ complete: () => undefined, fail: () => undefined }),
});

function watched(
  subscription = 'pos',
  registry = new Registry(),
): Readonly<{ observer: Observer; pass(ms: number): void; read(): Promise<ReadonlyMap<string, number>>; registry: Registry }> {
  // prettier-ignore
  let now = T0;
  const observer = metered({ registry, subscription, clock: () => now });
  return {
    observer,
    pass: (ms) => void (now += ms),
    registry,
    read: async () => {
      const lines = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
    },
  };
}
const P0 = '{subscription="pos",topic="pos.calls",partition="0"}';
const P1 = P0.replace('partition="0"', 'partition="1"');

it('counts what became of every record, partition by partition', async () => {
  const { observer, read, pass } = watched();
  const failure = new Error('no');
  const one = [0, 1, 2, 3, 4, 5, 6].map((offset) => record(0, offset));
  const [a, b, c, d] = one.map((of) => task(of));
  observer.assigned({ topic: 'pos.calls', partition: 0 });
  observer.taken({ topic: 'pos.calls', partition: 0 }, one.length);
  observer.skipped(record(0, 4), 'ignored');
  observer.skipped(record(0, 5), 'superseded');
  observer.skipped(record(0, 6), 'finished');
  pass(300);
  for (const begun of [a, b, c, d]) if (begun) observer.started(begun, 20);
  if (a) observer.ended(a, 'done', 7);
  if (b) observer.ended(b, 'moved', 7, failure);
  if (c) observer.ended(c, 'dead', 7, failure);
  if (d) observer.ended(d, 'retried', 70_000, new Aborted('time-out'));
  if (b) observer.appendFailed(b, failure);

  const seen = await read();
  const counted = Object.fromEntries(
    [...seen].filter(([name]) => name.endsWith(`_total${P0}`)).map(([name, value]) => [name.replace(`_total${P0}`, ''), value]),
  );
  expect(counted).toEqual({
    lanes_records_consumed: 7,
    lanes_tasks_queued: 4,
    lanes_tasks_processed: 1,
    lanes_tasks_discarded: 2,
    lanes_tasks_redelivered: 1,
    lanes_tasks_error: 2,
    lanes_tasks_timeout: 1,
    lanes_tasks_aborted: 0,
    lanes_tasks_retried: 1,
    lanes_tasks_shaped: 0,
    lanes_retry_queued_tasks: 1,
    lanes_retry_queueing_failed: 1,
    lanes_dead_letters: 1,
    lanes_offset_maps_ignored: 0,
    lanes_partition_paused_seconds: 0,
  });
  // Of seven records one waits for its next try.
  expect(seen.get(`lanes_tasks_pending${P0}`)).toBe(1);
  expect(seen.get(`lanes_offset_latest_consumed${P0}`)).toBe(6);
});

it('tells times as Prometheus wants histograms: cumulative, in seconds, with sum and count', async () => {
  const { observer, read, pass, registry } = watched();
  pass(300);
  for (const [offset, tookMs] of [1, 7, 7, 70_000].entries()) {
    observer.started(task(record(0, offset)), 0);
    observer.ended(task(record(0, offset)), 'done', tookMs);
  }
  const seen = await read();
  const bucket = (le: string): number | undefined => seen.get(`lanes_tasks_complete_duration_seconds_bucket${P0.replace('}', `,le="${le}"}`)}`);
  expect(['0.001', '0.005', '0.01', '60', '+Inf'].map(bucket)).toEqual([1, 1, 3, 3, 4]);
  expect(seen.get(`lanes_tasks_complete_duration_seconds_sum${P0}`)).toBeCloseTo(70.015, 9);
  expect(seen.get(`lanes_tasks_complete_duration_seconds_count${P0}`)).toBe(4);
  expect(seen.get(`lanes_tasks_delivery_latency_seconds_sum${P0}`)).toBeCloseTo(1.2, 9);
  expect(await registry.metrics()).toContain('# TYPE lanes_tasks_complete_duration_seconds histogram');
});

it('tells how long a partition was paused, while it is and afterwards', async () => {
  const { observer, read, pass } = watched();
  const partition = { topic: 'pos.calls', partition: 1 };
  observer.full(partition, true);
  pass(1_500);
  let seen = await read();
  expect([seen.get(`lanes_partition_paused${P1}`), seen.get(`lanes_partition_paused_seconds_total${P1}`)]).toEqual([1, 1.5]);
  observer.full(partition, false);
  pass(10_000);
  seen = await read();
  expect([seen.get(`lanes_partition_paused${P1}`), seen.get(`lanes_partition_paused_seconds_total${P1}`)]).toEqual([0, 1.5]);
});

it('knows nothing pending of a partition that is gone, and lets no counter fall', async () => {
  const { observer, read } = watched();
  const partition = { topic: 'pos.calls', partition: 0 };
  observer.taken(partition, 5);
  observer.committed({ ...partition, offset: 3, metadata: '' });
  expect((await read()).get(`lanes_offset_last_committed${P0}`)).toBe(3);
  observer.revoked(partition);
  const seen = await read();
  expect(seen.get(`lanes_tasks_pending${P0}`)).toBe(0);
  expect(seen.get(`lanes_records_consumed_total${P0}`)).toBe(5);
  expect(seen.has(`lanes_offset_last_committed${P0}`)).toBe(false);
});

it('keeps several subscriptions of a process apart in one registry', async () => {
  const pos = watched('pos');
  const mail = watched('mail', pos.registry);
  pos.observer.taken({ topic: 'pos.calls', partition: 0 }, 2);
  mail.observer.taken({ topic: 'pos.calls', partition: 0 }, 3);
  mail.observer.crashed(new Error('no'));
  const seen = await pos.read();
  expect([seen.get(`lanes_tasks_pending${P0}`), seen.get(`lanes_tasks_pending${P0.replace('pos"', 'mail"')}`)]).toEqual([2, 3]);
  expect([seen.get('lanes_crashes_total{subscription="pos"}'), seen.get('lanes_crashes_total{subscription="mail"}')]).toEqual([0, 1]);
});

it('several observers are all told, in their order', () => {
  const called: string[] = [];
  const naming = (name: string): Observer => ({ ...watched(name).observer, crashed: () => void called.push(name) });
  observedBy(naming('a'), naming('b')).crashed(new Error('no'));
  expect(called).toEqual(['a', 'b']);
});

it('has every metric on its page, and no other', async () => {
  const { registry } = watched();
  const page = readFileSync(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8');
  const documented = [...page.matchAll(/^\| `(lanes_\w+)`/gm)].map(([, name]) => name);
  expect(documented.toSorted()).toEqual((await registry.getMetricsAsJSON()).map(({ name }) => name).toSorted());
});
