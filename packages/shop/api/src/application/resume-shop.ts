import type { Ask } from '@noren/engine-kit';
import type { AuthorisedCall } from '@noren/service-kit';
import { calls, commands } from '@noren/shop-contract';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id } from './words.ts';

export const ResumeShop = z.object({ shopId: id, expectedVersion });

/** Takes orders again. */
export const resumeShop = (ask: Ask, may: MayChange) => async (request: z.infer<typeof ResumeShop>, call: AuthorisedCall) => {
  await may(request.shopId, call);
  return ask(call, {
    operation: 'ResumeShop',
    request: calls.ResumeShopRequest.encode(request).finish(),
    commands: [{ key: request.shopId, type: 'noren.shop.v1.ResumeShop', value: commands.ResumeShop.encode(request).finish() }],
  });
};
