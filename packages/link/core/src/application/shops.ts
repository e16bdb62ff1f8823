import type { Refusal } from '@noren/kernel';
import type { MerchantReadModel, ShopReadModel, ShopQueries, Showcase } from '@noren/link-store';
import { type Identity, recent } from '@noren/service-kit';
import { refusal } from '@noren/shop-contract/refusals';
import { maySellFrom } from './platform-identities.ts';

/** A shop and its merchant, who is missing where nothing has changed about it since before 0.3.0. */
export type PlatformShop = ShopReadModel & Readonly<{ merchant?: MerchantReadModel }>;

type Standing = Pick<PlatformShop, 'status' | 'pausedUntil' | 'reason' | 'merchant'>;
/** How a shop stands to platforms: that of a suspended merchant is paused, without an end, for `merchant_suspended`. */
export const standing = ({ status, pausedUntil, reason, merchant }: Standing): Readonly<{ status: string; pausedUntil: string | undefined; reason: string }> =>
  status !== 'closed' && merchant?.suspended ? { status: 'paused', pausedUntil: undefined, reason: 'merchant_suspended' } : { status, pausedUntil, reason };

/** The shops that a platform may see: what its grants say. What belongs to others is not there. */
export interface Shops {
  page(caller: Identity, after: string, limit: number): Promise<readonly PlatformShop[]>;
  shop(caller: Identity, shopId: string): Promise<PlatformShop>;
  /** The shop with its merchant and currency, which never change: known without asking after the first time. */
  showcase(caller: Identity, shopId: string): Promise<Showcase>;
}

export function shops(queries: ShopQueries): Shops {
  const showcases = recent<string, Showcase>(10_000);
  const own = async (caller: Identity, shopId: string): Promise<ShopReadModel> => {
    const found = await queries.shop(shopId);
    if (!found || !maySellFrom(caller, found)) throw unknown();
    showcases.set(shopId, { shopId, merchantId: found.merchantId, currency: found.currency });
    return found;
  };
  const withMerchants = async (found: readonly ShopReadModel[]): Promise<readonly PlatformShop[]> => {
    const merchants = await queries.merchants([...new Set(found.map(({ merchantId }) => merchantId))]);
    return found.map((shop) => {
      const merchant = merchants.find(({ merchantId }) => merchantId === shop.merchantId);
      return merchant ? { ...shop, merchant } : shop;
    });
  };
  return {
    page: async ({ merchants, shops: shopIds = [] }, after, limit) =>
      withMerchants(await queries.page({ merchantIds: merchants === '*' ? [] : merchants, shopIds }, after, limit)),
    async shop(caller, shopId) {
      const found = await own(caller, shopId);
      return (await withMerchants([found]))[0] ?? found;
    },
    async showcase(caller, shopId) {
      const known = showcases.get(shopId);
      if (!known) return own(caller, shopId);
      if (!maySellFrom(caller, known)) throw unknown();
      return known;
    },
  };
}

const unknown = (): Refusal => refusal('shop_not_found', 'shopId');
