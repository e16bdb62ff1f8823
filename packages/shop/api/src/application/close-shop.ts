import { anyLine, apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id } from './schemas.ts';

/** Closes the shop for good. */
export const closeShop = (submit: Submit, may: MayChange) =>
  apiCall(z.object({ shopId: id, reason: anyLine, expectedVersion }), async (request, call) => {
    await may(request.shopId, call);
    return submit(call, 'CloseShop', { key: request.shopId, request });
  });
