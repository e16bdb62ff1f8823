import { wholeRecords } from '@noren/engine-kit';
import { records } from '@noren/shop-contract';

export const merchantTable = wholeRecords('merchant', records.Merchant);

/** `name`: a merchant's shops are listed by it. */
export const shopTable = wholeRecords('shop', records.Shop, { merchant_id: ['text', ({ merchantId }) => merchantId], name: ['text', ({ name }) => name] });
