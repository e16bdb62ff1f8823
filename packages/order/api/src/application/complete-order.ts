import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/order-contract';
import type { AuthorisedCall } from '@noren/service-kit';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id } from './words.ts';

export const CompleteOrder = z.object({ orderId: id, expectedVersion });

/** Nothing more will come of it but returns. */
export const completeOrder = (ask: Ask, mayChange: MayChange) => async (request: z.infer<typeof CompleteOrder>, call: AuthorisedCall) => {
  await mayChange(request.orderId, call);
  return ask(call, {
    operation: 'CompleteOrder',
    request: calls.CompleteOrderRequest.encode(request).finish(),
    commands: [{ key: request.orderId, type: 'noren.order.v1.CompleteOrder', value: commands.CompleteOrder.encode(request).finish() }],
  });
};
