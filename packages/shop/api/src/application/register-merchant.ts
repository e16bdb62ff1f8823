import type { Ask } from '@noren/engine-kit';
import { newId } from '@noren/kernel';
import type { AuthenticatedCall } from '@noren/service-kit';
import { calls, commands } from '@noren/shop-contract';
import { z } from 'zod';
import { idOrEmpty, text } from './words.ts';

export const RegisterMerchant = z.object({ merchantId: idOrEmpty, name: text, currency: text });

/** A merchant comes aboard. Its id is made here unless one is given, and is the same for a repeat. */
export const registerMerchant = (ask: Ask) => (request: z.infer<typeof RegisterMerchant>, call: AuthenticatedCall) => {
  const merchantId = request.merchantId || newId('mer');
  return ask(call, {
    operation: 'RegisterMerchant',
    request: calls.RegisterMerchantRequest.encode(request).finish(),
    made: { merchantId },
    subject: merchantId,
    commands: [{ key: merchantId, type: 'noren.shop.v1.RegisterMerchant', value: commands.RegisterMerchant.encode({ ...request, merchantId }).finish() }],
  });
};
