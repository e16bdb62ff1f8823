import type { CommandHandler } from './shop.ts';
import { changedMerchant, merchantKeys, theMerchant } from './the-merchant.ts';

/** Its shops take orders again, each as it says itself: one that was paused still is. */
export const resumeMerchant: CommandHandler<'ResumeMerchant'> = {
  reads: ({ merchantId }) => merchantKeys(merchantId),
  decide(view, { merchantId, expectedVersion }) {
    const merchant = theMerchant(view, merchantId, expectedVersion);
    if (!merchant.suspended) return [];
    return [{ type: 'MerchantResumed', merchant: changedMerchant(merchant, { suspended: false, reason: '' }) }];
  },
};
