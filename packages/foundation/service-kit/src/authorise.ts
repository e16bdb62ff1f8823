import { Refusal } from '@noren/kernel';
import type { Identity, Role } from './identity.ts';

/** Whether the caller may see or act for this merchant. */
export const mayActFor = ({ merchants }: Identity, merchantId: string): boolean => merchants === '*' || merchants.includes(merchantId);

/** Refuses a caller who may not act for this merchant. Where even knowing that a thing exists tells too much, ask `mayActFor` and answer `not_found`. */
export function requireMerchant(identity: Identity, merchantId: string): void {
  if (!mayActFor(identity, merchantId)) throw new Refusal('forbidden', 'merchant_forbidden', `${identity.subject} may not act for merchant ${merchantId}`);
}

/** Refuses a caller who has none of these roles. */
export function requireRole(identity: Identity, ...roles: readonly Role[]): void {
  if (!roles.some((role) => identity.roles.includes(role)))
    throw new Refusal('forbidden', 'role_forbidden', `This takes one of the roles: ${roles.join(', ')}`);
}

/** Whether the caller may see or act for this shop. */
export const mayActForShop = ({ merchants, shops }: Identity, shopId: string): boolean => merchants === '*' || (shops?.includes(shopId) ?? false);

/** Refuses a caller who may not act for this shop. */
export function requireShop(identity: Identity, shopId: string): void {
  if (!mayActForShop(identity, shopId)) throw new Refusal('forbidden', 'shop_forbidden', `${identity.subject} may not act for shop ${shopId}`);
}
