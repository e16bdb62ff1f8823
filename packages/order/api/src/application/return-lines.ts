import { limits } from '@noren/order-contract/limits';
import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, quantity, text } from './schemas.ts';

/** Some of the goods came back, to the shelf or not. */
export const returnLines = (submit: Submit, mayChange: MayChange) =>
  apiCall(
    z.object({
      orderId: id,
      lines: z
        .array(z.object({ line: z.int().min(1).max(limits.linesAnOrder), quantity }))
        .min(1)
        .max(limits.linesAnOrder),
      restock: z.boolean(),
      reason: text(limits.reasonCharacters),
      expectedVersion,
    }),
    async (request, call) => {
      await mayChange(request.orderId, call);
      return submit(call, 'ReturnLines', { key: request.orderId, request });
    },
  );
