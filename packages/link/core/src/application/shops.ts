import type { Refusal } from '@noren/kernel';
import type { ShopReadModel, ShopQueries, Showcase } from '@noren/link-store';
import { type Identity, mayActFor, recent } from '@noren/service-kit';
import { refusal } from '@noren/shop-contract/refusals';

/** The shops that a platform may see: those of the merchants that its key names. What belongs to others is not there. */
export interface Shops {
  page(caller: Identity, after: string, limit: number): Promise<readonly ShopReadModel[]>;
  shop(caller: Identity, shopId: string): Promise<ShopReadModel>;
  /** The shop with its merchant and currency, which never change: known without asking after the first time. */
  showcase(caller: Identity, shopId: string): Promise<Showcase>;
}

export function shops(queries: ShopQueries): Shops {
  const showcases = recent<string, Showcase>(10_000);
  const shop = async (caller: Identity, shopId: string): Promise<ShopReadModel> => {
    const found = await queries.shop(shopId);
    if (!found || !mayActFor(caller, found.merchantId)) throw unknown();
    showcases.set(shopId, { shopId, merchantId: found.merchantId, currency: found.currency });
    return found;
  };
  return {
    page: (caller, after, limit) => queries.page(caller.merchants === '*' ? [] : caller.merchants, after, limit),
    shop,
    async showcase(caller, shopId) {
      const known = showcases.get(shopId);
      if (!known) return shop(caller, shopId);
      if (!mayActFor(caller, known.merchantId)) throw unknown();
      return known;
    },
  };
}

const unknown = (): Refusal => refusal('shop_not_found', 'shopId');
