import type { Ask } from '@noren/engine-kit';
import type { AuthorisedCall } from '@noren/service-kit';
import { calls, commands } from '@noren/shop-contract';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, text } from './words.ts';

export const ChangeShop = z.object({ shopId: id, name: text, timeZone: text, expectedVersion });

/** Gives the shop another name and time zone. */
export const changeShop = (ask: Ask, may: MayChange) => async (request: z.infer<typeof ChangeShop>, call: AuthorisedCall) => {
  await may(request.shopId, call);
  return ask(call, {
    operation: 'ChangeShop',
    request: calls.ChangeShopRequest.encode(request).finish(),
    commands: [{ key: request.shopId, type: 'noren.shop.v1.ChangeShop', value: commands.ChangeShop.encode(request).finish() }],
  });
};
