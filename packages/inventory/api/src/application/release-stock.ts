import { apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { requireOwnHolder } from './holder.ts';
import { id } from './schemas.ts';

/** What was held is free again, and its holder cannot come back. */
export const releaseStock = (submit: Submit) =>
  apiCall(z.object({ shopId: id, holder: id }), (request, call) => {
    requireShop(call, request.shopId);
    requireOwnHolder(call.identity, request.holder);
    return submit(call, 'ReleaseStock', {
      request,
      key: request.shopId,
      commands: [{ type: 'ReleaseStock', ...request, expired: false }],
    });
  });
