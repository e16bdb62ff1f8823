import { type MerchantState, type ShopState, whyNoOrders } from '@noren/shop-contract/takes-orders';

/** Whether a shop takes orders at an instant (ISO 8601), the first reason why not, and from when where that is known. */
export function orderable(
  shop: ShopState,
  merchant: MerchantState | undefined,
  instant: string,
): Readonly<{ orderable: boolean; reason: string; from?: string }> {
  const [reason] = whyNoOrders(shop, merchant, instant);
  if (reason === undefined) return { orderable: true, reason: '' };
  return { orderable: false, reason: reason.code, ...(reason.opensAt === undefined ? {} : { from: reason.opensAt }) };
}
