import type { Log } from '@noren/log';
import { callFrom } from '@noren/service-kit';
import { afterEach, expect, it, vi } from 'vitest';
import { operations } from './operations.ts';
import type { Queryable } from './record-table.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const claim = {
  caller: 'platform:one',
  operation: 'PlaceOrder',
  idempotency_key: 'k',
  request_hash: 'h',
  operation_id: 'op_1',
  command_id: 'cmd_1',
  commands: 1,
  made: {},
};

it('keeps nothing of the looks that a waiter took while nothing was told', async () => {
  vi.useFakeTimers();
  let decided = false;
  const outcome = { command_id: 'cmd_1', status: 'done', refusal: null, result: null, positions: {} };
  const query = ({ name }: { name: string }) => Promise.resolve({ rows: name === 'operation of' ? [claim] : decided ? [outcome] : [] });
  let tell = (): void => undefined;
  const tail: Log['tail'] = (_topics, _from, see) => {
    tell = () => void see([]);
    return Promise.resolve({ stop: () => Promise.resolve() });
  };
  const calls = await operations({ query } as unknown as Queryable, { tail } as Log, 'outcomes');
  const call = { ...callFrom(), identity: { subject: claim.caller, merchants: [], roles: [] } };
  const waiting = calls.wait({ operationId: 'op_1', timeoutMs: 60_000 }, call);
  await vi.advanceTimersByTimeAsync(30_000);
  const woken = vi.spyOn(globalThis, 'clearTimeout');
  decided = true;
  tell();
  expect((await waiting).done).toBe(true);
  expect(woken.mock.calls.length).toBeLessThanOrEqual(2);
});
