import { setFields } from '@noren/item-contract/fields';
import { anyLine, apiCall, requireMerchant } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id, lines, text, updateMask } from './schemas.ts';

const line = z.object({
  sku: text,
  gtin: text.optional(),
  names: z.array(z.object({ language: text, text: anyLine })).max(1_000),
  price: z.object({ amount: z.int(), currency: text }).optional(),
  taxClass: text,
  status: text,
  imageUrls: z.array(text).max(1_000),
  soldBy: text,
  expectedVersion,
  updateMask,
});

/** Makes the items of these SKUs, or changes what is named of them: a command a line. Without a mask the fields that are set are named. */
export const upsertItems = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, lines: lines(line), fingerprint: z.string().max(100).optional() }), ({ merchantId, lines, fingerprint }, call) => {
    requireMerchant(call.identity, merchantId);
    return submit(call, 'UpsertItems', {
      request: { merchantId, lines, fingerprint },
      // A repeat of what an earlier version took: its edges sent nothing besides the lines, and before masks the lines without them.
      formerRequests: () => [
        { merchantId, lines, fingerprint: undefined },
        { merchantId, lines: lines.map((item) => ({ ...item, updateMask: undefined })), fingerprint: undefined },
      ],
      key: merchantId,
      commands: lines.map((item) => ({ type: 'UpsertItem', merchantId, item: { ...item, updateMask: item.updateMask ?? setFields(item) } })),
    });
  });
