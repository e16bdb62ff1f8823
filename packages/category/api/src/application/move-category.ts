import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, text } from './schemas.ts';

/** Puts a category under another parent with all below it, or elsewhere among its siblings. */
export const moveCategory = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, categoryId: text, parentId: text, position: z.int(), expectedVersion }), (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return submit(call, 'MoveCategory', { key: request.merchantId, request });
  });
