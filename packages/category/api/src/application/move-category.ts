import { calls, commands } from '@noren/category-contract';
import type { Ask } from '@noren/engine-kit';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { expectedVersion, id, text } from './words.ts';

export const MoveCategory = z.object({ merchantId: id, categoryId: text, parentId: text, position: z.int(), expectedVersion });

/** Puts a category under another parent with all below it, or elsewhere among its siblings. */
export const moveCategory = (ask: Ask) => (request: z.infer<typeof MoveCategory>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  return ask(call, {
    operation: 'MoveCategory',
    request: calls.MoveCategoryRequest.encode(request).finish(),
    commands: [{ key: request.merchantId, type: 'noren.category.v1.MoveCategory', value: commands.MoveCategory.encode(request).finish() }],
  });
};
