import { Refusal } from '@noren/kernel';
import type { AuthenticatedCall, AuthorisedCall } from './context.ts';
import type { Identity, Role } from './identity.ts';

/** Whether the caller may see or act for this merchant. */
export const mayActFor = ({ merchants }: Identity, merchantId: string): boolean => merchants === '*' || merchants.includes(merchantId);

/** Refuses a caller who may not act for this merchant. Where even knowing that a thing exists tells too much, ask `mayActFor` and answer `not_found`. */
export function requireMerchant(identity: Identity, merchantId: string): void {
  if (!mayActFor(identity, merchantId)) throw new Refusal('forbidden', 'merchant_forbidden', `${identity.subject} may not act for merchant ${merchantId}`);
}

/** Lets a call pass whose caller has one of the roles that it takes, everywhere or in some shop. Which shop it is about, `requireShop` asks. */
export function authorised<Of extends AuthenticatedCall>(call: Of, takes: readonly Role[]): Of & AuthorisedCall {
  const { roles, shopRoles = {} } = call.identity;
  if (!takes.some((role) => roles.includes(role) || Object.values<Role>(shopRoles).includes(role)))
    throw new Refusal('forbidden', 'role_forbidden', `This takes one of the roles: ${takes.join(', ')}`);
  return { ...call, takes };
}

/** Whether the caller has in this shop one of the roles that the call takes. */
function hasRoleAt({ identity: { roles, shopRoles = {} }, takes }: AuthorisedCall, shopId: string): boolean {
  const there: Role | undefined = Object.hasOwn(shopRoles, shopId) ? shopRoles[shopId] : undefined;
  return takes.some((role) => role === there || roles.includes(role));
}

/** Refuses a caller who has none of the roles that the call takes in all shops: what is decided for all is not for who decides in one. */
export function requireRoleEverywhere({ identity: { roles }, takes }: AuthorisedCall): void {
  if (!takes.some((role) => roles.includes(role)))
    throw new Refusal('forbidden', 'role_forbidden', `In all shops of the merchant this takes one of the roles: ${takes.join(', ')}`);
}

/** Refuses a caller who has none of the roles that the call takes in this shop. */
export function requireRoleAt(call: AuthorisedCall, shopId: string): void {
  if (!hasRoleAt(call, shopId)) throw new Refusal('forbidden', 'role_forbidden', `In shop ${shopId} this takes one of the roles: ${call.takes.join(', ')}`);
}

/** Whether the caller may see or act for this shop. */
export const mayActForShop = ({ merchants, shops }: Identity, shopId: string): boolean => merchants === '*' || (shops?.includes(shopId) ?? false);

/** Refuses a caller who may not act for this shop, or not in a role that the call takes. */
export function requireShop(call: AuthorisedCall, shopId: string): void {
  if (!mayActForShop(call.identity, shopId)) throw new Refusal('forbidden', 'shop_forbidden', `${call.identity.subject} may not act for shop ${shopId}`);
  requireRoleAt(call, shopId);
}
