import { refusal } from '@noren/order-contract/refusals';
import { rejectReasons } from '@noren/order-contract';
import { limits } from '@noren/order-contract/limits';
import { apiCall, type Identity } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { MayChange } from './may-change.ts';
import { expectedVersion, id, text } from './schemas.ts';

/** The codes are few so that consumer platforms can tell their customers why. A merchant's own system may have others, as ever; people choose one of ours. */
function requireKnownReason({ subject }: Identity, reason: string): void {
  const known: readonly string[] = rejectReasons;
  if (subject.startsWith('staff:') && !known.includes(reason)) throw refusal('reason_unknown', 'reason', rejectReasons.join(', '));
}

/** The shop will not take the order on. */
export const rejectOrder = (submit: Submit, mayChange: MayChange) =>
  apiCall(
    z.object({
      orderId: id,
      reason: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a code such as out_of_stock'),
      message: text(limits.reasonCharacters),
      expectedVersion,
    }),
    async (request, call) => {
      await mayChange(request.orderId, call);
      requireKnownReason(call.identity, request.reason);
      return submit(call, 'RejectOrder', {
        request,
        key: request.orderId,
        commands: [
          {
            type: 'RejectOrder',
            orderId: request.orderId,
            by: 'merchant',
            expectedVersion: request.expectedVersion,
            reasons: [{ code: request.reason, message: request.message, sku: undefined, requested: undefined, available: undefined }],
          },
        ],
      });
    },
  );
