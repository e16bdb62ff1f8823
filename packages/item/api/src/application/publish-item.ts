import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, text } from './schemas.ts';

/** Lets consumer platforms show and sell an item. */
export const publishItem = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, sku: text, expectedVersion }), (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return submit(call, 'PublishItem', { key: request.merchantId, request });
  });
