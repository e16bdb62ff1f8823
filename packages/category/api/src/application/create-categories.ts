import { newId } from '@noren/kernel';
import { apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { id, lines, names, text } from './schemas.ts';

/** New categories, parents before children: a command a line. Where a line gives no id one is made here, told as `lines.0.categoryId`. */
export const createCategories = (submit: Submit) =>
  apiCall(
    z.object({
      merchantId: id,
      lines: lines(z.object({ categoryId: text, parentId: text, names, position: z.int() })),
    }),
    (request, call) => {
      requireMerchant(call.identity, request.merchantId);
      const { merchantId } = request;
      const made: Record<string, string> = {};
      const categoryIdOf = (given: string, at: number): string => given || (made[`lines.${at}.categoryId`] = newId('cat'));
      const newLines = request.lines.map((line, at) => ({ ...line, merchantId, categoryId: categoryIdOf(line.categoryId, at) }));
      return submit(call, 'CreateCategories', {
        request,
        made,
        key: merchantId,
        commands: newLines.map((command) => ({ type: 'CreateCategory', ...command })),
      });
    },
  );
