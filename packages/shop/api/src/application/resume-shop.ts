import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id } from './schemas.ts';

/** Takes orders again. */
export const resumeShop = (submit: Submit, may: MayChange) =>
  apiCall(z.object({ shopId: id, expectedVersion }), async (request, call) => {
    await may(request.shopId, call);
    // Whatever the pause was: only a timer names the one that it ends.
    return submit(call, 'ResumeShop', { key: request.shopId, request, commands: [{ type: 'ResumeShop', ...request, pausedUntil: undefined }] });
  });
