import type { CommandHandler } from './shop.ts';
import { changedMerchant, merchantKeys, theMerchant } from './the-merchant.ts';
import { checkedName } from './validation.ts';

/** Another name. The currency stays: shops and prices were made with it. */
export const changeMerchant: CommandHandler<'ChangeMerchant'> = {
  reads: ({ merchantId }) => merchantKeys(merchantId),
  decide(view, { merchantId, expectedVersion, name: given }) {
    const merchant = theMerchant(view, merchantId, expectedVersion);
    const name = checkedName(given);
    return name === merchant.name ? [] : [{ type: 'MerchantChanged', merchant: changedMerchant(merchant, { name }) }];
  },
};
