import { calls, commands } from '@noren/category-contract';
import type { Ask } from '@noren/engine-kit';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { expectedVersion, id, text } from './words.ts';

export const DeleteCategory = z.object({ merchantId: id, categoryId: text, expectedVersion });

/** Takes an empty category away. */
export const deleteCategory = (ask: Ask) => (request: z.infer<typeof DeleteCategory>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  return ask(call, {
    operation: 'DeleteCategory',
    request: calls.DeleteCategoryRequest.encode(request).finish(),
    commands: [{ key: request.merchantId, type: 'noren.category.v1.DeleteCategory', value: commands.DeleteCategory.encode(request).finish() }],
  });
};
