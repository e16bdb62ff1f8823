import { isId, type Keys, type View } from '@noren/kernel';
import { refusal } from '@noren/shop-contract/refusals';
import type { Merchant, ShopRecords } from './shop.ts';

/** The record of a merchant. An id that no merchant can have is not looked up. */
export const merchantKeys = (merchantId: string): Keys<ShopRecords> => (isId(merchantId) ? { merchant: [merchantId] } : {});

/** The merchant that a command is about, as the caller expects it. */
export function theMerchant(view: View<ShopRecords>, merchantId: string, expectedVersion: number | undefined): Merchant {
  const merchant = isId(merchantId) ? view.merchant(merchantId) : undefined;
  if (!merchant) throw refusal('merchant_not_found', 'merchantId');
  if (expectedVersion !== undefined && expectedVersion !== merchant.version)
    throw refusal('version_conflict', 'expectedVersion', `it is ${merchant.suspended ? 'suspended' : 'active'} now, at version ${merchant.version}`);
  return merchant;
}

/** The merchant after a change, one version on. */
export const changedMerchant = (merchant: Merchant, change: Partial<Pick<Merchant, 'name' | 'suspended' | 'reason'>>): Merchant => ({
  ...merchant,
  ...change,
  version: merchant.version + 1,
});
