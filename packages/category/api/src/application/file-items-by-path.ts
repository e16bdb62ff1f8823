import { anyLine, apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { id, lines, text } from './schemas.ts';

/** Files items under the categories at paths (`Garden > Pots`), and makes those that are missing: a command a line. */
export const fileItemsByPath = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, lines: lines(z.object({ sku: text, path: anyLine })) }), (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    const { merchantId } = request;
    return submit(call, 'FileItemsByPath', {
      request,
      key: merchantId,
      commands: request.lines.map((line) => ({ type: 'FileItemByPath', merchantId, ...line })),
    });
  });
