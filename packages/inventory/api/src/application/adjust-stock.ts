import { apiCall, requireShop } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { id, level, lines, reason, sku } from './schemas.ts';

/** What came or went, article by article. It happened, so it always applies. */
export const adjustStock = (submit: Submit) =>
  apiCall(z.object({ shopId: id, lines: lines(z.object({ sku, delta: level, reason })) }), (request, call) => {
    requireShop(call, request.shopId);
    return submit(call, 'AdjustStock', {
      request,
      key: request.shopId,
      commands: request.lines.map((line) => ({ type: 'AdjustStock', shopId: request.shopId, ...line })),
    });
  });
