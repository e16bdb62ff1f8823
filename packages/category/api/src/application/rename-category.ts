import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, names, text } from './schemas.ts';

/** Replaces the names of a category in all languages. */
export const renameCategory = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, categoryId: text, names, expectedVersion }), (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    return submit(call, 'RenameCategory', { key: request.merchantId, request });
  });
