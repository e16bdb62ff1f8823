import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, names, text, updateMask } from './schemas.ts';

/** Gives a category other names, in all languages or in those that are named. */
export const renameCategory = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, categoryId: text, names, expectedVersion, updateMask }), (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return submit(call, 'RenameCategory', { key: request.merchantId, request });
  });
