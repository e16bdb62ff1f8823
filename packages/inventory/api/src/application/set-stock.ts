import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/inventory-contract';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, level, lines, reason, sku } from './words.ts';

export const SetStock = z.object({
  shopId: id,
  lines: lines(z.object({ sku, onHand: level, expectedOnHand: level.optional() })),
  reason: z.union([reason, z.literal('').transform(() => 'counted' as const)]),
});

/** What was counted on the shelf, article by article. */
export const setStock = (ask: Ask) => (request: z.infer<typeof SetStock>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  return ask(call, {
    operation: 'SetStock',
    request: calls.SetStockRequest.encode(request).finish(),
    commands: request.lines.map((line) => ({
      key: request.shopId,
      type: 'noren.inventory.v1.SetStock',
      value: commands.SetStock.encode({ shopId: request.shopId, reason: request.reason, ...line }).finish(),
    })),
  });
};
