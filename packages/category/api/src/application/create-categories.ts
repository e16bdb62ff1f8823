import { calls, commands } from '@noren/category-contract';
import type { Ask } from '@noren/engine-kit';
import { newId } from '@noren/kernel';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { id, lines, names, text } from './words.ts';

export const CreateCategories = z.object({
  merchantId: id,
  lines: lines(z.object({ categoryId: text, parentId: text, names, position: z.int() })),
});

/** New categories, parents before children: a command a line. Where a line gives no id one is made here, told as `lines.0.categoryId`. */
export const createCategories = (ask: Ask) => (request: z.infer<typeof CreateCategories>, call: AuthenticatedCall) => {
  requireMerchant(call.identity, request.merchantId);
  const { merchantId } = request;
  const made: Record<string, string> = {};
  const categoryIdOf = (given: string, at: number): string => given || (made[`lines.${at}.categoryId`] = newId('cat'));
  const asked = request.lines.map((line, at) => ({ ...line, merchantId, categoryId: categoryIdOf(line.categoryId, at) }));
  return ask(call, {
    operation: 'CreateCategories',
    request: calls.CreateCategoriesRequest.encode(request).finish(),
    made,
    commands: asked.map((command) => ({
      key: merchantId,
      type: 'noren.category.v1.CreateCategory',
      value: commands.CreateCategory.encode(command).finish(),
    })),
  });
};
