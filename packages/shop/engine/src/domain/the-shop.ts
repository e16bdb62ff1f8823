import { isId, type Keys, type View } from '@noren/kernel';
import { refusal } from '@noren/shop-contract/refusals';
import type { Shop, ShopRecords } from './shop.ts';

/** The record of a shop. An id that no shop can have is not looked up. */
export const shopKeys = (shopId: string): Keys<ShopRecords> => (isId(shopId) ? { shop: [shopId] } : {});

/** The shop that a command is about, closed or not. */
export function anyShop(view: View<ShopRecords>, shopId: string): Shop {
  const shop = isId(shopId) ? view.shop(shopId) : undefined;
  if (!shop) throw refusal('shop_not_found', 'shopId');
  return shop;
}

/** The shop that a command is about, while it may still be changed. */
export function theShop(view: View<ShopRecords>, shopId: string): Shop {
  const shop = anyShop(view, shopId);
  if (shop.status === 'closed') throw refusal('shop_closed', 'shopId');
  return shop;
}

/** Refuses a change that was made to an older version of the shop. */
export function checkVersion(shop: Shop, expectedVersion: number | undefined): void {
  if (expectedVersion !== undefined && expectedVersion !== shop.version)
    throw refusal('version_conflict', 'expectedVersion', `it is ${shop.status} now, at version ${shop.version}`);
}

/** The shop after a change, one version on. */
export const changed = (shop: Shop, change: Partial<Omit<Shop, 'shopId' | 'merchantId' | 'version'>>): Shop => ({
  ...shop,
  ...change,
  version: shop.version + 1,
});

/** The shop with another status; what was said about the one before (until when, why) goes with it. */
export function withStatus(shop: Shop, status: Shop['status'], reason: string): Shop {
  const { pausedUntil: _ended, ...rest } = shop;
  return changed(rest, { status, reason });
}
