import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/order-contract';
import type { AuthorisedCall } from '@noren/service-kit';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id } from './words.ts';

export const HandOver = z.object({ orderId: id, expectedVersion });

/** The goods have left the shop. */
export const handOver = (ask: Ask, mayChange: MayChange) => async (request: z.infer<typeof HandOver>, call: AuthorisedCall) => {
  await mayChange(request.orderId, call);
  return ask(call, {
    operation: 'HandOver',
    request: calls.HandOverRequest.encode(request).finish(),
    commands: [{ key: request.orderId, type: 'noren.order.v1.HandOver', value: commands.HandOver.encode(request).finish() }],
  });
};
