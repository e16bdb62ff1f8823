import type { Ask } from '@noren/engine-kit';
import { calls, commands } from '@noren/item-contract';
import { type AuthenticatedCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import { expectedVersion, id, lines, text } from './words.ts';

const line = z.object({
  sku: text,
  gtin: text.optional(),
  names: z.array(z.object({ language: text, text })).max(1_000),
  price: z.object({ amount: z.int(), currency: text }).optional(),
  taxClass: text,
  status: text,
  imageUrls: z.array(text).max(1_000),
  soldBy: text,
  expectedVersion,
});

export const UpsertItems = z.object({ merchantId: id, lines: lines(line) });

/** Makes the items of these SKUs, or replaces what is said of them: a command a line. */
export const upsertItems =
  (ask: Ask) =>
  ({ merchantId, lines }: z.infer<typeof UpsertItems>, call: AuthenticatedCall) => {
    requireMerchant(call.identity, merchantId);
    return ask(call, {
      operation: 'UpsertItems',
      request: calls.UpsertItemsRequest.encode({ merchantId, lines }).finish(),
      commands: lines.map((item) => ({
        key: merchantId,
        type: 'noren.item.v1.UpsertItem',
        value: commands.UpsertItem.encode({ merchantId, item }).finish(),
      })),
    });
  };
