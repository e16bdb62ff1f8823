import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/order-contract';
import type { AuthorisedCall } from '@noren/service-kit';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, minutes } from './words.ts';

export const AcceptOrder = z.object({ orderId: id, readyInMinutes: minutes, expectedVersion });

/** The shop takes the order on, and says when it will be ready. */
export const acceptOrder = (ask: Ask, mayChange: MayChange) => async (request: z.infer<typeof AcceptOrder>, call: AuthorisedCall) => {
  await mayChange(request.orderId, call);
  return ask(call, {
    operation: 'AcceptOrder',
    request: calls.AcceptOrderRequest.encode(request).finish(),
    commands: [{ key: request.orderId, type: 'noren.order.v1.AcceptOrder', value: commands.AcceptOrder.encode(request).finish() }],
  });
};
