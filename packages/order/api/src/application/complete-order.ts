import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id } from './schemas.ts';

/** Nothing more will come of it but returns. */
export const completeOrder = (submit: Submit, mayChange: MayChange) =>
  apiCall(z.object({ orderId: id, expectedVersion }), async (request, call) => {
    await mayChange(request.orderId, call);
    return submit(call, 'CompleteOrder', { key: request.orderId, request });
  });
