import { limits } from '@noren/inventory-contract/limits';
import { apiCall, givenInstant, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { requireOwnHolder } from './holder.ts';
import { id, quantity, sku, soldBy } from './schemas.ts';

/** Holds all lines for somebody, or none. */
export const reserveStock = (submit: Submit) =>
  apiCall(
    z.object({
      shopId: id,
      holder: id,
      lines: z.array(z.object({ sku, quantity, soldBy })).min(1).max(limits.linesAReservation),
      expiresAt: givenInstant.optional(),
    }),
    (request, call) => {
      requireShop(call, request.shopId);
      requireOwnHolder(call.identity, request.holder);
      const wire = { ...request, expiresAt: request.expiresAt };
      return submit(call, 'ReserveStock', {
        request: wire,
        key: request.shopId,
        commands: [{ type: 'ReserveStock', ...wire }],
      });
    },
  );
