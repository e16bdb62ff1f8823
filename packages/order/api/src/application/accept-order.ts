import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, minutes } from './schemas.ts';

/** The shop takes the order on, and says when it will be ready. */
export const acceptOrder = (submit: Submit, mayChange: MayChange) =>
  apiCall(z.object({ orderId: id, readyInMinutes: minutes, expectedVersion }), async (request, call) => {
    await mayChange(request.orderId, call);
    return submit(call, 'AcceptOrder', { key: request.orderId, request });
  });
