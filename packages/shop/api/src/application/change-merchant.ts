import { anyLine, apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id } from './schemas.ts';

/** Gives the merchant another name. */
export const changeMerchant = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, name: anyLine, expectedVersion }), (request, call) =>
    submit(call, 'ChangeMerchant', { key: request.merchantId, request }),
  );
