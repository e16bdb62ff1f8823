import { anyLine, apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, text } from './schemas.ts';

/** No orders until an instant, or until resumed. */
export const pauseShop = (submit: Submit, may: MayChange) =>
  apiCall(z.object({ shopId: id, until: text.optional(), reason: anyLine, expectedVersion }), async (request, call) => {
    await may(request.shopId, call);
    return submit(call, 'PauseShop', { key: request.shopId, request });
  });
