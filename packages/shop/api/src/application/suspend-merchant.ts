import { anyLine, apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id } from './schemas.ts';

/** None of the merchant’s shops takes orders until it is resumed. */
export const suspendMerchant = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, reason: anyLine, expectedVersion }), (request, call) =>
    submit(call, 'SuspendMerchant', { key: request.merchantId, request }),
  );
