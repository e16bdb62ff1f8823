import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/inventory-contract';
import { limits } from '@noren/inventory-contract/limits';
import { type AuthorisedCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import { requireOwnHolder } from './holder.ts';
import { id, quantity, sku } from './words.ts';

export const ReserveStock = z.object({
  shopId: id,
  holder: id,
  lines: z.array(z.object({ sku, quantity })).min(1).max(limits.linesAReservation),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

/** Holds all lines for somebody, or none. */
export const reserveStock = (ask: Ask) => (request: z.infer<typeof ReserveStock>, call: AuthorisedCall) => {
  requireShop(call, request.shopId);
  requireOwnHolder(call.identity, request.holder);
  const wire = { ...request, expiresAt: request.expiresAt };
  return ask(call, {
    operation: 'ReserveStock',
    request: calls.ReserveStockRequest.encode(wire).finish(),
    commands: [{ key: request.shopId, type: 'noren.inventory.v1.ReserveStock', value: commands.ReserveStock.encode(wire).finish() }],
  });
};
