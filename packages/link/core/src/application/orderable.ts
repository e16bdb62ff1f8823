import { foldText } from '@noren/kernel';
import type { CatalogueQueries } from '@noren/link-store';
import type { Identity } from '@noren/service-kit';
import { whyNoOrders } from '@noren/shop-contract/takes-orders';
import type { Shops } from './shops.ts';
import { articleReasons, isPricedIn, type WhyNot } from './why-not.ts';

export type OrderableRequest = Readonly<{ shopId: string; sku: string; quantity: number; at: string }>;
export type Orderable = Readonly<{
  orderable: boolean;
  shopId: string;
  sku: string;
  quantity: number;
  at: string;
  available: number;
  reasons: readonly WhyNot[];
}>;

/** Whether an order of so much of one item would be taken at an instant, as far as Link knows now; if not, every reason. Stock is today's. */
export const orderable =
  (shops: Shops, queries: CatalogueQueries) =>
  async (caller: Identity, { shopId, sku, quantity, at }: OrderableRequest): Promise<Orderable> => {
    const shop = await shops.shop(caller, shopId);
    const article = await queries.article(shop, foldText(sku));
    const reasons = [...whyNoOrders(shop, shop.merchant, at), ...articleReasons(article, quantity, shop.currency)];
    const isForSale = article?.published === true && isPricedIn(article, shop.currency);
    return { orderable: reasons.length === 0, shopId, sku, quantity, at, available: isForSale ? article.available : 0, reasons };
  };
