import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/order-contract';
import { limits } from '@noren/order-contract/limits';
import type { AuthorisedCall } from '@noren/service-kit';
import { z } from 'zod';
import { byWhom, type MayChange } from './may-change.ts';
import { expectedVersion, id, text } from './words.ts';

export const CancelOrder = z.object({ orderId: id, reason: text(limits.reasonCharacters), expectedVersion });

/** Called off, by the consumer platform or by the shop. */
export const cancelOrder = (ask: Ask, mayChange: MayChange) => async (request: z.infer<typeof CancelOrder>, call: AuthorisedCall) => {
  await mayChange(request.orderId, call);
  return ask(call, {
    operation: 'CancelOrder',
    request: calls.CancelOrderRequest.encode(request).finish(),
    commands: [{ key: request.orderId, type: 'noren.order.v1.CancelOrder', value: commands.CancelOrder.encode({ ...request, by: byWhom(call) }).finish() }],
  });
};
