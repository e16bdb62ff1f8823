import type { Refusal } from '@noren/kernel';
import type { ShopReadModel, ShopQueries, Showcase } from '@noren/link-store';
import { type Identity, recent } from '@noren/service-kit';
import { refusal } from '@noren/shop-contract/refusals';
import { maySellFrom } from './platform-identities.ts';

/** The shops that a platform may see: what its grants say. What belongs to others is not there. */
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
    if (!found || !maySellFrom(caller, found)) throw unknown();
    showcases.set(shopId, { shopId, merchantId: found.merchantId, currency: found.currency });
    return found;
  };
  return {
    page: ({ merchants, shops = [] }, after, limit) => queries.page({ merchantIds: merchants === '*' ? [] : merchants, shopIds: shops }, after, limit),
    shop,
    async showcase(caller, shopId) {
      const known = showcases.get(shopId);
      if (!known) return shop(caller, shopId);
      if (!maySellFrom(caller, known)) throw unknown();
      return known;
    },
  };
}

const unknown = (): Refusal => refusal('shop_not_found', 'shopId');
