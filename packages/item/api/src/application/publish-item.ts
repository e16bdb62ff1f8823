import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/item-contract';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { expectedVersion, id, text } from './words.ts';

export const PublishItem = z.object({ merchantId: id, sku: text, expectedVersion });

/** Lets consumer platforms show and sell an item. */
export const publishItem = (ask: Ask) => (request: z.infer<typeof PublishItem>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  return ask(call, {
    operation: 'PublishItem',
    request: calls.PublishItemRequest.encode(request).finish(),
    commands: [{ key: request.merchantId, type: 'noren.item.v1.PublishItem', value: commands.PublishItem.encode(request).finish() }],
  });
};
