import { anyLine, apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, text, updateMask } from './schemas.ts';

/** Gives the shop another name or time zone. */
export const changeShop = (submit: Submit, may: MayChange) =>
  apiCall(z.object({ shopId: id, name: anyLine, timeZone: text, expectedVersion, updateMask }), async (request, call) => {
    await may(request.shopId, call);
    return submit(call, 'ChangeShop', { key: request.shopId, request });
  });
