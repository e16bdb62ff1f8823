import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, text } from './schemas.ts';

/** Takes an empty category away. */
export const deleteCategory = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, categoryId: text, expectedVersion }), (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return submit(call, 'DeleteCategory', { key: request.merchantId, request });
  });
