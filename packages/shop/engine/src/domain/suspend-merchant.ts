import type { CommandHandler } from './shop.ts';
import { changedMerchant, merchantKeys, theMerchant } from './the-merchant.ts';
import { checkReason } from './validation.ts';

/** None of its shops takes orders until it is resumed; what was placed before goes on. Again: another reason. */
export const suspendMerchant: CommandHandler<'SuspendMerchant'> = {
  reads: ({ merchantId }) => merchantKeys(merchantId),
  decide(view, { merchantId, reason, expectedVersion }) {
    const merchant = theMerchant(view, merchantId, expectedVersion);
    checkReason(reason);
    if (merchant.suspended && merchant.reason === reason) return [];
    return [{ type: 'MerchantSuspended', merchant: changedMerchant(merchant, { suspended: true, reason }) }];
  },
};
