import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/inventory-contract';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { id, level, lines, reason, sku } from './words.ts';

export const AdjustStock = z.object({ shopId: id, lines: lines(z.object({ sku, delta: level, reason })) });

/** What came or went, article by article. It happened, so it always applies. */
export const adjustStock = (ask: Ask) => (request: z.infer<typeof AdjustStock>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  return ask(call, {
    operation: 'AdjustStock',
    request: calls.AdjustStockRequest.encode(request).finish(),
    commands: request.lines.map((line) => ({
      key: request.shopId,
      type: 'noren.inventory.v1.AdjustStock',
      value: commands.AdjustStock.encode({ shopId: request.shopId, ...line }).finish(),
    })),
  });
};
