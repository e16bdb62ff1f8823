import { calls, commands } from '@noren/category-contract';
import type { Ask } from '@noren/engine-kit';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { expectedVersion, id, names, text } from './words.ts';

export const RenameCategory = z.object({ merchantId: id, categoryId: text, names, expectedVersion });

/** Replaces the names of a category in all languages. */
export const renameCategory = (ask: Ask) => (request: z.infer<typeof RenameCategory>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  return ask(call, {
    operation: 'RenameCategory',
    request: calls.RenameCategoryRequest.encode(request).finish(),
    commands: [{ key: request.merchantId, type: 'noren.category.v1.RenameCategory', value: commands.RenameCategory.encode(request).finish() }],
  });
};
