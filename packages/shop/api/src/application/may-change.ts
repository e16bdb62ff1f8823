import type { Refusal } from '@noren/kernel';
import { refusal } from '@noren/shop-contract/refusals';
import { type AuthorisedCall, mayActFor, requireRoleAt } from '@noren/service-kit';
import type { ShopQueries } from '@noren/shop-store';
import type { Claims } from './claims.ts';

/** Lets a call about a shop pass where the caller acts for its merchant; to others the shop is not there. */
export type MayChange = (shopId: string, call: AuthorisedCall) => Promise<void>;

export const shopNotFound = (): Refusal => refusal('shop_not_found', 'shopId');

/**
 * A shop that was accepted and is not decided yet belongs to whom it was asked for, so that whoever creates it may go on at once. Where several
 * merchants have asked for one id nobody knows yet whose it will be: they all wait.
 */
export const mayChange =
  (queries: Pick<ShopQueries, 'shop'>, claims: Pick<Claims, 'merchantsOfShop'>): MayChange =>
  async (shopId, call) => {
    const shop = await queries.shop('*', shopId);
    const merchants = shop ? [shop.merchantId] : await claims.merchantsOfShop(shopId);
    if (merchants.length === 0 || !merchants.every((merchantId) => mayActFor(call.identity, merchantId))) throw shopNotFound();
    requireRoleAt(call, shopId);
  };
