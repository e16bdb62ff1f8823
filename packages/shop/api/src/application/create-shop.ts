import { newId } from '@noren/kernel';
import { anyLine, apiCall, requireMerchant, requireRoleEverywhere } from '@noren/service-kit';
import { z } from 'zod';
import type { Submit } from './submit.ts';
import type { TheMerchant } from './the-merchant.ts';
import { id, idOrEmpty, periods, text } from './schemas.ts';

/** Opens a shop in its merchant's currency. Its id is made here unless one is given, and is the same for a repeat. */
export const createShop = (submit: Submit, theMerchant: TheMerchant) =>
  apiCall(z.object({ shopId: idOrEmpty, merchantId: id, name: anyLine, timeZone: text, weeklyHours: periods }), async (request, call) => {
    requireMerchant(call.identity, request.merchantId);
    requireRoleEverywhere(call);
    const { merchantId, currency } = await theMerchant(request.merchantId);
    const shopId = request.shopId || newId('shp');
    return submit(call, 'CreateShop', {
      request,
      made: { shopId, merchantId },
      subject: shopId,
      key: shopId,
      commands: [{ type: 'CreateShop', ...request, shopId, currency }],
    });
  });
