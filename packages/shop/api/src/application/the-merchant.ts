import { Refusal } from '@noren/kernel';
import type { MerchantRecord, ShopQueries } from '@noren/shop-store';

/** The merchant whose shop is to be made: the shop's currency is its own. Refuses one that is not registered. */
export async function theMerchant(queries: Pick<ShopQueries, 'merchant'>, merchantId: string): Promise<MerchantRecord> {
  const merchant = await queries.merchant(merchantId);
  if (!merchant) throw new Refusal('not_found', 'merchant_not_found', 'there is no such merchant', 'merchantId');
  return merchant;
}
