import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/inventory-contract';
import { limits } from '@noren/inventory-contract/limits';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, lines, sku } from './words.ts';

export const SetSafetyStock = z.object({ shopId: id, lines: lines(z.object({ sku, safety: z.int().min(0).max(limits.quantity) })) });

/** What is kept back from being promised, article by article. */
export const setSafetyStock = (ask: Ask) => (request: z.infer<typeof SetSafetyStock>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  return ask(call, {
    operation: 'SetSafetyStock',
    request: calls.SetSafetyStockRequest.encode(request).finish(),
    commands: request.lines.map((line) => ({
      key: request.shopId,
      type: 'noren.inventory.v1.SetSafetyStock',
      value: commands.SetSafetyStock.encode({ shopId: request.shopId, ...line }).finish(),
    })),
  });
};
