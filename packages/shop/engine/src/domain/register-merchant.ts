import { refusal } from '@noren/shop-contract/refusals';
import type { CommandHandler, Merchant } from './shop.ts';
import { merchantKeys } from './the-merchant.ts';
import { checkCurrency, checkedName, checkId } from './validation.ts';

/** A merchant comes aboard. Its currency stays: shops and prices are made with it. */
export const registerMerchant: CommandHandler<'RegisterMerchant'> = {
  reads: ({ merchantId }) => merchantKeys(merchantId),
  decide(view, { merchantId, name, currency }) {
    checkId(merchantId, 'merchantId');
    checkCurrency(currency);
    const merchant: Merchant = { merchantId, name: checkedName(name), currency, suspended: false, reason: '', version: 1 };
    const known = view.merchant(merchantId);
    if (!known) return [{ type: 'MerchantRegistered', merchant }];
    if (known.name === merchant.name && known.currency === currency) return [];
    throw refusal('merchant_exists', 'merchantId');
  },
};
