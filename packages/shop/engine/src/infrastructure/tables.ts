import { withEnumValues, type Tables } from '@noren/engine-kit';
import { merchantTable, shopTable } from '@noren/shop-store';
import { type Merchant, type Shop, type ShopRecords, shopStatuses } from '../domain/shop.ts';

/** Where Shop's records are kept. */
export const tables: Tables<ShopRecords> = {
  merchant: withEnumValues<Merchant>()(merchantTable),
  shop: withEnumValues<Shop>()(shopTable, { status: shopStatuses }),
};
