import { withEnumValues, type Tables } from '@noren/engine-kit';
import { articleTable, linesTable, type Merchant as StoredMerchant, merchantTable, orderTable, type Shop as StoredShop, shopTable } from '@noren/order-store';
import { orderStatuses } from '@noren/order-contract/statuses';
import {
  type Article,
  itemStatuses,
  type MerchantInfo,
  type OrderLines,
  type OrderRecord,
  type OrderRecords,
  type ShopInfo,
  shopStatuses,
  soldByValues,
} from '../domain/order.ts';

/** A shop as it is stored, with what decisions read of it in Order's own words. */
type Shop = ShopInfo & Omit<StoredShop, keyof ShopInfo>;

/** Likewise a merchant. */
type Merchant = MerchantInfo & Omit<StoredMerchant, keyof MerchantInfo>;

/** Where Order's records are kept. */
export const tables: Tables<OrderRecords> = {
  order: withEnumValues<OrderRecord>()(orderTable, { status: orderStatuses }),
  lines: withEnumValues<OrderLines>()(linesTable, { lines: { soldBy: soldByValues } }),
  article: withEnumValues<Article>()(articleTable, { soldBy: soldByValues, status: itemStatuses }),
  shopInfo: withEnumValues<Shop>()(shopTable, { status: shopStatuses }),
  merchantInfo: withEnumValues<Merchant>()(merchantTable),
};
