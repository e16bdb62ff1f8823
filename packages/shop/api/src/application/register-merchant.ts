import { newId } from '@noren/kernel';
import { anyLine, apiCall } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import { idOrEmpty, text } from './schemas.ts';

/** A merchant comes aboard. Its id is made here unless one is given, and is the same for a repeat. */
export const registerMerchant = (submit: Submit) =>
  apiCall(z.object({ merchantId: idOrEmpty, name: anyLine, currency: text }), (request, call) => {
    const merchantId = request.merchantId || newId('mer');
    return submit(call, 'RegisterMerchant', {
      request,
      made: { merchantId },
      subject: merchantId,
      key: merchantId,
      commands: [{ type: 'RegisterMerchant', ...request, merchantId }],
    });
  });
