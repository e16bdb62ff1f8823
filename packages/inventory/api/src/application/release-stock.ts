import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/inventory-contract';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { requireOwnHolder } from './holder.ts';
import { id } from './words.ts';

export const ReleaseStock = z.object({ shopId: id, holder: id });

/** What was held is free again, and its holder cannot come back. */
export const releaseStock = (ask: Ask) => (request: z.infer<typeof ReleaseStock>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  requireOwnHolder(call.identity, request.holder);
  return ask(call, {
    operation: 'ReleaseStock',
    request: calls.ReleaseStockRequest.encode(request).finish(),
    commands: [{ key: request.shopId, type: 'noren.inventory.v1.ReleaseStock', value: commands.ReleaseStock.encode({ ...request, expired: false }).finish() }],
  });
};
