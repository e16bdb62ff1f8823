import { refusal } from '@noren/admin-contract/refusals';
import type { Creations } from '@noren/admin-store';
import type { Creating } from './creating.ts';
import type { Merchant, Shop, Shops } from './ports.ts';

/** A thing with the code that its operator gave it; empty where none did. */
export type Coded<T> = T & Readonly<{ code: string }>;
export type Needs = Readonly<{ shops: Shops; creations: Creations; creating: Creating }>;
type Page = Readonly<{ pageSize: number; pageToken: string }>;
type NewMerchant = Readonly<{ code: string; name: string; currency: string }>;

export const withCodes = async <T>(creations: Creations, of: readonly T[], idOf: (one: T) => string): Promise<readonly Coded<T>[]> => {
  const codes = await creations.codesOf(of.map(idOf));
  return of.map((one) => ({ ...one, code: codes.get(idOf(one)) ?? '' }));
};

/** The merchant of a code or an id. */
export async function theMerchant({ shops, creations }: Omit<Needs, 'creating'>, said: string): Promise<Coded<Merchant>> {
  const merchantId = said.startsWith('mer_') ? said : await creations.idOf({ noun: 'merchant', scope: '', code: said });
  const found = merchantId === undefined ? undefined : await shops.merchant(merchantId);
  if (!found) throw refusal('merchant_not_found', 'merchant', said);
  const [merchant = { ...found, code: '' }] = await withCodes(creations, [found], (one) => one.merchantId);
  return merchant;
}

/** The shop of a code or an id, which has to be of this merchant. */
export async function theShop({ shops, creations }: Omit<Needs, 'creating'>, merchantId: string, said: string): Promise<Coded<Shop>> {
  const shopId = said.startsWith('shp_') ? said : await creations.idOf({ noun: 'shop', scope: merchantId, code: said });
  const found = shopId === undefined ? undefined : await shops.shop(shopId);
  if (found?.merchantId !== merchantId) throw refusal('shop_not_found', 'shop', said);
  const [shop = { ...found, code: '' }] = await withCodes(creations, [found], (one) => one.shopId);
  return shop;
}

export const merchants = (needs: Needs) => ({
  async create({ code, name, currency }: NewMerchant) {
    const request = { name, currency };
    const { id: merchantId, made } = await needs.creating({ noun: 'merchant', scope: '', code, request, prefix: 'mer' }, async (id) => {
      await needs.shops.registerMerchant({ merchantId: id, name, currency });
      return true;
    });
    return { merchant: await theMerchant(needs, merchantId), repeated: made === undefined };
  },
  get: (said: string) => theMerchant(needs, said),
  async change(said: string, name: string, expectedVersion: number | undefined) {
    const { merchantId } = await theMerchant(needs, said);
    await needs.shops.renameMerchant(merchantId, name, expectedVersion);
    return theMerchant(needs, merchantId);
  },
  async suspend(said: string, reason: string, expectedVersion: number | undefined) {
    const { merchantId } = await theMerchant(needs, said);
    await needs.shops.suspendMerchant(merchantId, reason, expectedVersion);
    return theMerchant(needs, merchantId);
  },
  async resume(said: string, expectedVersion: number | undefined) {
    const { merchantId } = await theMerchant(needs, said);
    await needs.shops.resumeMerchant(merchantId, expectedVersion);
    return theMerchant(needs, merchantId);
  },
  async list(page: Page) {
    const { merchants: found, nextPageToken } = await needs.shops.merchants(page);
    return { merchants: await withCodes(needs.creations, found, ({ merchantId }) => merchantId), nextPageToken };
  },
});
