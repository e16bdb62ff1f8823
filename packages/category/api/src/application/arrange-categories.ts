import { calls, commands } from '@noren/category-contract';
import type { Ask } from '@noren/engine-kit';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, lines, text } from './words.ts';

export const ArrangeCategories = z.object({ merchantId: id, parentId: text, categoryIds: lines(text) });

/** Puts what stands under a parent into an order, and moves those there that stood elsewhere. */
export const arrangeCategories = (ask: Ask) => (request: z.infer<typeof ArrangeCategories>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  return ask(call, {
    operation: 'ArrangeCategories',
    request: calls.ArrangeCategoriesRequest.encode(request).finish(),
    commands: [{ key: request.merchantId, type: 'noren.category.v1.ArrangeCategories', value: commands.ArrangeCategories.encode(request).finish() }],
  });
};
