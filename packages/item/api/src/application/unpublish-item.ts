import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, text } from './schemas.ts';

/** Makes an item a draft again. */
export const unpublishItem = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, sku: text, expectedVersion }), (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return submit(call, 'UnpublishItem', { key: request.merchantId, request });
  });
