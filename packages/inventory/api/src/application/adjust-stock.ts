import { anyText, apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, level, lines, reason, soldBy } from './schemas.ts';

/** What came or went, article by article. It happened, so it applies unless its line names a version that the level has no more. */
export const adjustStock = (submit: Submit) =>
  apiCall(z.object({ shopId: id, lines: lines(z.object({ sku: anyText, delta: level, reason, expectedVersion, soldBy })) }), (request, call) => {
    requireShop(call, request.shopId);
    return submit(call, 'AdjustStock', {
      request,
      key: request.shopId,
      commands: request.lines.map((line) => ({ type: 'AdjustStock', shopId: request.shopId, ...line })),
    });
  });
