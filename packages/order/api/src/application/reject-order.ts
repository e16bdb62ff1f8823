import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/order-contract';
import type { AuthenticatedCall } from '@noren/service-kit';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { id, text } from './words.ts';

export const RejectOrder = z.object({
  orderId: id,
  reason: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a code such as out_of_stock'),
  message: text(200),
});

/** The shop will not take the order on. */
export const rejectOrder = (ask: Ask, mayChange: MayChange) => async (request: z.infer<typeof RejectOrder>, call: AuthenticatedCall) => {
  await mayChange(request.orderId, call);
  return ask(call, {
    operation: 'RejectOrder',
    request: calls.RejectOrderRequest.encode(request).finish(),
    commands: [
      {
        key: request.orderId,
        type: 'noren.order.v1.RejectOrder',
        value: commands.RejectOrder.encode({
          orderId: request.orderId,
          by: 'merchant',
          reasons: [{ code: request.reason, message: request.message, sku: undefined, requested: undefined, available: undefined }],
        }).finish(),
      },
    ],
  });
};
