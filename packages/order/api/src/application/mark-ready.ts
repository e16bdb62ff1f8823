import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/order-contract';
import type { AuthorisedCall } from '@noren/service-kit';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id } from './words.ts';

export const MarkReady = z.object({ orderId: id, expectedVersion });

/** The goods are packed. */
export const markReady = (ask: Ask, mayChange: MayChange) => async (request: z.infer<typeof MarkReady>, call: AuthorisedCall) => {
  await mayChange(request.orderId, call);
  return ask(call, {
    operation: 'MarkReady',
    request: calls.MarkReadyRequest.encode(request).finish(),
    commands: [{ key: request.orderId, type: 'noren.order.v1.MarkReady', value: commands.MarkReady.encode(request).finish() }],
  });
};
