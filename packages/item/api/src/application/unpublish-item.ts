import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/item-contract';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { expectedVersion, id, text } from './words.ts';

export const UnpublishItem = z.object({ merchantId: id, sku: text, expectedVersion });

/** Makes an item a draft again. */
export const unpublishItem = (ask: Ask) => (request: z.infer<typeof UnpublishItem>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  return ask(call, {
    operation: 'UnpublishItem',
    request: calls.UnpublishItemRequest.encode(request).finish(),
    commands: [{ key: request.merchantId, type: 'noren.item.v1.UnpublishItem', value: commands.UnpublishItem.encode(request).finish() }],
  });
};
