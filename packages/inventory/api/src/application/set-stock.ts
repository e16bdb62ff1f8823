import { anyText, apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, level, lines, reason, soldBy } from './schemas.ts';

/** What was counted on the shelf, article by article. */
export const setStock = (submit: Submit) =>
  apiCall(
    z.object({
      shopId: id,
      lines: lines(z.object({ sku: anyText, onHand: level, expectedOnHand: level.optional(), expectedVersion, soldBy })),
      reason: z.union([reason, z.literal('').transform(() => 'counted' as const)]),
    }),
    (request, call) => {
      requireShop(call, request.shopId);
      return submit(call, 'SetStock', {
        request,
        key: request.shopId,
        commands: request.lines.map((line) => ({ type: 'SetStock', shopId: request.shopId, reason: request.reason, ...line })),
      });
    },
  );
