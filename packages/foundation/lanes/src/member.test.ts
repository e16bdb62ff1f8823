import type { Commits, Log, LogRecord, Subscriber } from '@noren/log';
import { eventually } from '@noren/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { runLanes } from './lanes.ts';
import type { LanesOptions } from './options.ts';

const PARTITION = { topic: 't', partition: 0 };
const record = (offset: number): LogRecord => ({
  ...PARTITION,
  offset,
  key: `k${offset}`,
  id: `r${offset}`,
  type: 'x',
  value: new Uint8Array(),
  headers: {},
  at: '2026-01-01T00:00:00.000Z',
});

/** A log of one partition with one record, which every member gets at once and gives up when it stops. */
function logOf(more: Partial<Log> = {}) {
  let members = 0;
  const log: Pick<Log & Commits, 'subscribe' | 'committed' | 'commit' | 'append'> = {
    subscribe: async (subscriber: Subscriber) => {
      members += 1;
      await subscriber.assigned([PARTITION]);
      setTimeout(() => void subscriber.batch([record(0)], new AbortController().signal), 1);
      return { wake: () => undefined, stop: () => subscriber.revoked([PARTITION]) };
    },
    committed: (_, partitions) => Promise.resolve(partitions.map((partition) => ({ ...partition, offset: 0, metadata: '' }))),
    commit: () => Promise.resolve(),
    append: () => Promise.resolve([]),
    ...more,
  };
  const run = (options: Partial<LanesOptions>) =>
    runLanes(log as unknown as Log & Commits, { group: 'g', topics: ['t'], handler: () => undefined, shutdownDrainMs: 50, revokeDrainMs: 50, ...options });
  return { run, members: () => members };
}

it('stop and begin again though what observes them crashes while partitions are given up', async () => {
  const { run, members } = logOf();
  let crashes = 0;
  const lanes = run({
    observer: {
      ended: () => {
        if (crashes === 0) throw new Error('a mistake of the observer');
      },
      crashed: () => void (crashes += 1),
      revoked: () => {
        throw new Error('another one');
      },
    },
  });
  await eventually(() => expect([crashes, members()]).toEqual([1, 2]));
  await lanes.stop();
});

afterEach(() => vi.restoreAllMocks());

it('leave no timer of a member behind that could not join', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const cleared = vi.spyOn(globalThis, 'clearTimeout');
  const { run } = logOf({ subscribe: () => Promise.reject(new Error('no such topic')) });
  const lanes = run({});
  await eventually(async () => expect((await lanes.health()).restarts).toBe(1));
  await lanes.stop();
  const made = timers.mock.results.map(({ value }) => value as NodeJS.Timeout);
  expect(made.filter((timer) => timer.hasRef() && !cleared.mock.calls.some(([of]) => of === timer))).toEqual([]);
});

it('handle a record by its handler whose downstream cannot be told, and do not crash by it for ever', async () => {
  const { run, members } = logOf();
  const handled: string[] = [];
  const lanes = run({
    downstream: () => {
      throw new TypeError('Invalid URL');
    },
    handler: ({ record: { id } }) => void handled.push(id),
  });
  await eventually(() => expect(handled).toEqual(['r0']));
  await lanes.stop();
  expect(members()).toBe(1);
});
