import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { id, lines, text } from './schemas.ts';

/** Files items under categories, or takes them out: a command a line. */
export const fileItems = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, lines: lines(z.object({ sku: text, categoryId: text })) }), (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    const { merchantId } = request;
    return submit(call, 'FileItems', {
      request,
      key: merchantId,
      commands: request.lines.map((line) => ({ type: 'FileItem', merchantId, ...line })),
    });
  });
