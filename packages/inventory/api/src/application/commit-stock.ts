import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/inventory-contract';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { requireOwnHolder } from './holder.ts';
import { id } from './words.ts';

export const CommitStock = z.object({ shopId: id, holder: id });

/** What was held has left the shop. */
export const commitStock = (ask: Ask) => (request: z.infer<typeof CommitStock>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  requireOwnHolder(call.identity, request.holder);
  return ask(call, {
    operation: 'CommitStock',
    request: calls.CommitStockRequest.encode(request).finish(),
    commands: [{ key: request.shopId, type: 'noren.inventory.v1.CommitStock', value: commands.CommitStock.encode(request).finish() }],
  });
};
