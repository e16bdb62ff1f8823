import { calls, commands } from '@noren/category-contract';
import type { Ask } from '@noren/engine-kit';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, lines, text } from './words.ts';

export const FileItems = z.object({ merchantId: id, lines: lines(z.object({ sku: text, categoryId: text })) });

/** Files items under categories, or takes them out: a command a line. */
export const fileItems = (ask: Ask) => (request: z.infer<typeof FileItems>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  const { merchantId } = request;
  return ask(call, {
    operation: 'FileItems',
    request: calls.FileItemsRequest.encode(request).finish(),
    commands: request.lines.map((line) => ({
      key: merchantId,
      type: 'noren.category.v1.FileItem',
      value: commands.FileItem.encode({ merchantId, ...line }).finish(),
    })),
  });
};
