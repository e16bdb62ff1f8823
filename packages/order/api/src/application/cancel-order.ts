import { limits } from '@noren/order-contract/limits';
import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { byWhom, type MayChange } from './may-change.ts';
import { expectedVersion, id, text } from './schemas.ts';

/** Called off, by the consumer platform or by the shop. */
export const cancelOrder = (submit: Submit, mayChange: MayChange) =>
  apiCall(z.object({ orderId: id, reason: text(limits.reasonCharacters), expectedVersion }), async (request, call) => {
    await mayChange(request.orderId, call);
    return submit(call, 'CancelOrder', {
      request,
      key: request.orderId,
      commands: [{ type: 'CancelOrder', ...request, by: byWhom(call) }],
    });
  });
