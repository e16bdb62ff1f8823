import type { Ask } from '@noren/engine-kit';
import type { AuthorisedCall } from '@noren/service-kit';
import { calls, commands } from '@noren/shop-contract';
import { z } from 'zod';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, periods } from './words.ts';

export const SetWeeklyHours = z.object({ shopId: id, periods, expectedVersion });

/** The whole week anew; no periods: never open. */
export const setWeeklyHours = (ask: Ask, may: MayChange) => async (request: z.infer<typeof SetWeeklyHours>, call: AuthorisedCall) => {
  await may(request.shopId, call);
  return ask(call, {
    operation: 'SetWeeklyHours',
    request: calls.SetWeeklyHoursRequest.encode(request).finish(),
    commands: [{ key: request.shopId, type: 'noren.shop.v1.SetWeeklyHours', value: commands.SetWeeklyHours.encode(request).finish() }],
  });
};
