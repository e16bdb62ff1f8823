import { apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { expectedVersion, id } from './schemas.ts';

/** The merchant’s shops take orders again. */
export const resumeMerchant = (submit: Submit) =>
  apiCall(z.object({ merchantId: id, expectedVersion }), (request, call) => submit(call, 'ResumeMerchant', { key: request.merchantId, request }));
