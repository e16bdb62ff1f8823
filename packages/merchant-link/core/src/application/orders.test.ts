import type { Operation, Outcome } from '@noren/wire';
import { expect, it } from 'vitest';
import { moved } from './orders.ts';

type Orders = Parameters<typeof moved>[0]['orders'];
const accepted = { operationId: 'op_1', commandIds: ['cmd_1'], made: {}, replayed: false };

/** Order, whose decision over a move is this. */
function deciding(outcome: Partial<Outcome>) {
  const operation: Operation = {
    ...{ operationId: 'op_1', done: true, made: {} },
    outcomes: [{ ...{ commandId: 'cmd_1', status: 'done', result: '', positions: [], refusal: undefined }, ...outcome }],
  };
  const decide = async (): Promise<Operation> => operation;
  const never = async () => {
    throw new Error('nobody asks for this here');
  };
  const orders: Orders = {
    ...{ waitOperation: decide, getOperation: decide, getOrder: async () => ({ status: 'ready', version: 7 }), listOrders: never },
    ...{ acceptOrder: never, rejectOrder: never, markReady: never, handOver: never, completeOrder: never, cancelOrder: never },
  };
  return { orders };
}
const move = (outcome: Partial<Outcome>) => moved(deciding(outcome), 'ord_1', accepted);

it('a move tells how the order stands: as the decision says, or as it is where nothing changed', async () => {
  expect(await move({ result: '{"status":"accepted","version":3}' })).toEqual({ orderId: 'ord_1', status: 'accepted', version: 3 });
  expect(await move({})).toEqual({ orderId: 'ord_1', status: 'ready', version: 7 });
});

it('a move that is refused, set aside or not decided yet is thrown as that', async () => {
  const refusal = { kind: 'conflict', code: 'order_state', message: 'No', field: '' };
  await expect(move({ status: 'refused', refusal })).rejects.toMatchObject({ code: 'order_state' });
  await expect(move({ status: 'failed' })).rejects.toThrow('set aside');
  await expect(move({ status: 'pending' })).rejects.toThrow('takes longer than usual');
});
