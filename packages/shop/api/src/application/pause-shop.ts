import type { Ask } from '@noren/engine-kit';
import type { AuthorisedCall } from '@noren/service-kit';
import { calls, commands } from '@noren/shop-contract';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, text } from './words.ts';

export const PauseShop = z.object({ shopId: id, until: text.optional(), reason: text, expectedVersion });

/** No orders until an instant, or until resumed. */
export const pauseShop = (ask: Ask, may: MayChange) => async (request: z.infer<typeof PauseShop>, call: AuthorisedCall) => {
  await may(request.shopId, call);
  return ask(call, {
    operation: 'PauseShop',
    request: calls.PauseShopRequest.encode(request).finish(),
    commands: [{ key: request.shopId, type: 'noren.shop.v1.PauseShop', value: commands.PauseShop.encode(request).finish() }],
  });
};
