import type { Ask } from '@noren/engine-kit';
import type { AuthorisedCall } from '@noren/service-kit';
import { calls, commands } from '@noren/shop-contract';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, text } from './words.ts';

export const CloseShop = z.object({ shopId: id, reason: text, expectedVersion });

/** Closes the shop for good. */
export const closeShop = (ask: Ask, may: MayChange) => async (request: z.infer<typeof CloseShop>, call: AuthorisedCall) => {
  await may(request.shopId, call);
  return ask(call, {
    operation: 'CloseShop',
    request: calls.CloseShopRequest.encode(request).finish(),
    commands: [{ key: request.shopId, type: 'noren.shop.v1.CloseShop', value: commands.CloseShop.encode(request).finish() }],
  });
};
