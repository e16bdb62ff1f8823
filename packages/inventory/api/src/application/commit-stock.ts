import { apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { requireOwnHolder } from './holder.ts';
import { id } from './schemas.ts';

/** What was held has left the shop. */
export const commitStock = (submit: Submit) =>
  apiCall(z.object({ shopId: id, holder: id }), (request, call) => {
    requireShop(call, request.shopId);
    requireOwnHolder(call.identity, request.holder);
    return submit(call, 'CommitStock', { key: request.shopId, request });
  });
