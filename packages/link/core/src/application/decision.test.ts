import type { Outcome } from '@noren/wire';
import { expect, it } from 'vitest';
import { decision } from './decision.ts';

const accepted = { operationId: 'op_1', commandIds: ['cmd_1'], made: {}, replayed: false };
const outcome: Outcome = { commandId: 'cmd_1', status: 'done', refusal: undefined, result: '{}', positions: [] };
const refusal = { kind: 'conflict', code: 'order_state', message: 'no', field: '' };
const orders = (found: Outcome | undefined) => ({ outcome: async () => found });

it('asks for an outcome that may have been told long ago, and waits for a fresh one', async () => {
  const fetched: boolean[] = [];
  const orders = { outcome: async (_id: string, options: Readonly<{ fetchStored: boolean }>) => (fetched.push(options.fetchStored), outcome) };
  await decision(orders, accepted, 100);
  await decision(orders, { ...accepted, replayed: true }, 100);
  expect(fetched).toEqual([false, true]);
});

it('is open while nothing is decided, and where only the command itself has been', async () => {
  for (const found of [undefined, { ...outcome, status: 'pending' }])
    expect(await decision(orders(found), accepted, 0)).toEqual({ decided: false, replayed: false, operationId: 'op_1' });
});

it('throws a refusal, and says where it was given before', async () => {
  const refused = orders({ ...outcome, status: 'refused', refusal });
  await expect(decision(refused, accepted, 0)).rejects.toMatchObject({ name: 'Refusal', code: 'order_state' });
  await expect(decision(refused, { ...accepted, replayed: true }, 0)).rejects.toMatchObject({ name: 'RepeatedRefusal', code: 'order_state' });
});

it('throws what has failed, without saying why', async () => {
  await expect(decision(orders({ ...outcome, status: 'failed' }), accepted, 0)).rejects.toThrow('command cmd_1 has failed');
});
