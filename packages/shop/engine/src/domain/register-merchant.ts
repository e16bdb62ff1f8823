import { isId } from '@noren/kernel';
import { refusal } from '@noren/shop-contract/refusals';
import type { CommandHandler } from './shop.ts';
import { checkCurrency, checkedName, checkId } from './validation.ts';

/** A merchant comes aboard. Its name and currency stay: shops and prices were made with them. */
export const registerMerchant: CommandHandler<'RegisterMerchant'> = {
  reads: ({ merchantId }) => (isId(merchantId) ? { merchant: [merchantId] } : {}),
  decide(view, { merchantId, name, currency }) {
    checkId(merchantId, 'merchantId');
    checkCurrency(currency);
    const merchant = { merchantId, name: checkedName(name), currency };
    const known = view.merchant(merchantId);
    if (!known) return [{ type: 'MerchantRegistered', merchant }];
    if (known.name === name && known.currency === currency) return [];
    throw refusal('merchant_exists', 'merchantId');
  },
};
