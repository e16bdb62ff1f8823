import { wholeRecords } from '@noren/engine-kit';
import { records } from '@noren/shop-contract';

export const merchantTable = wholeRecords('merchant', records.Merchant);

export const shopTable = wholeRecords('shop', records.Shop, {
  shop_id: ['text', ({ shopId }) => shopId],
  merchant_id: ['text', ({ merchantId }) => merchantId],
});
