import { limits } from '@noren/inventory-contract/limits';
import { anyText, apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, lines, soldBy } from './schemas.ts';

/** What is kept back from being promised, article by article. */
export const setSafetyStock = (submit: Submit) =>
  apiCall(
    z.object({ shopId: id, lines: lines(z.object({ sku: anyText, safety: z.int().min(0).max(limits.quantity), expectedVersion, soldBy })) }),
    (request, call) => {
      requireShop(call, request.shopId);
      return submit(call, 'SetSafetyStock', {
        request,
        key: request.shopId,
        commands: request.lines.map((line) => ({ type: 'SetSafetyStock', shopId: request.shopId, ...line })),
      });
    },
  );
