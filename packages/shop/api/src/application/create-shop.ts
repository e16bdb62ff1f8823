import type { Ask } from '@noren/engine-kit';
import { newId } from '@noren/kernel';
import { type AuthorisedCall, requireMerchant, requireRoleEverywhere } from '@noren/service-kit';
import { calls, commands } from '@noren/shop-contract';
import { z } from 'zod';
import type { TheMerchant } from './the-merchant.ts';
import { id, idOrEmpty, periods, text } from './words.ts';

export const CreateShop = z.object({ shopId: idOrEmpty, merchantId: id, name: text, timeZone: text, weeklyHours: periods });

/** Opens a shop in its merchant's currency. Its id is made here unless one is given, and is the same for a repeat. */
export const createShop = (ask: Ask, theMerchant: TheMerchant) => async (request: z.infer<typeof CreateShop>, call: AuthorisedCall) => {
  requireMerchant(call.identity, request.merchantId);
  requireRoleEverywhere(call);
  const { merchantId, currency } = await theMerchant(request.merchantId);
  const shopId = request.shopId || newId('shp');
  return ask(call, {
    operation: 'CreateShop',
    request: calls.CreateShopRequest.encode(request).finish(),
    made: { shopId, merchantId },
    subject: shopId,
    commands: [{ key: shopId, type: 'noren.shop.v1.CreateShop', value: commands.CreateShop.encode({ ...request, shopId, currency }).finish() }],
  });
};
