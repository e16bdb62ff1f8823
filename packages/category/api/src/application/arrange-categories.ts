import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { id, lines, text } from './schemas.ts';

/** Puts what stands under a parent into an order, and moves those there that stood elsewhere. */
export const arrangeCategories = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, parentId: text, categoryIds: lines(text) }), (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return submit(call, 'ArrangeCategories', { key: request.merchantId, request });
  });
