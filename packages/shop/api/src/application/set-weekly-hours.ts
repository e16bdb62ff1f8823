import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, periods } from './schemas.ts';

/** The whole week anew; no periods: never open. */
export const setWeeklyHours = (submit: Submit, may: MayChange) =>
  apiCall(z.object({ shopId: id, periods, expectedVersion }), async (request, call) => {
    await may(request.shopId, call);
    return submit(call, 'SetWeeklyHours', { key: request.shopId, request });
  });
