import { claimOf, type Queryable } from '@noren/engine-kit';
import type { Refusal } from '@noren/kernel';
import { refusal } from '@noren/order-contract/refusals';
import type { OrderQueries } from '@noren/order-store';
import { type AuthenticatedCall, type AuthorisedCall, type Identity, mayActFor, mayActForShop, requireRoleAt } from '@noren/service-kit';

/** Lets a call about an order pass where the caller may know of it; to others the order is not there. */
export type MayChange = (orderId: string, call: AuthorisedCall) => Promise<void>;

export const orderNotFound = (): Refusal => refusal('order_not_found', 'orderId');

type Owned = Readonly<{ shopId: string; merchantId?: string; channel: string }>;

/** A consumer platform sees what it placed with the merchants that its key is for; a merchant what its shops were asked. */
export function maySee(identity: Identity, { shopId, merchantId, channel }: Owned): boolean {
  if (identity.roles.includes('service')) return true;
  // Keys of one platform may be given out by several merchants: each sees what was ordered of its own.
  if (identity.roles.includes('platform')) return identity.subject === channel && (merchantId === undefined || mayActFor(identity, merchantId));
  // A person of single shops sees those, a system of a merchant all that are the merchant's.
  return mayActForShop(identity, shopId) || (identity.shopRoles === undefined && merchantId !== undefined && mayActFor(identity, merchantId));
}

export const mayChange =
  (queries: OrderQueries, db: Queryable): MayChange =>
  async (orderId, call) => {
    const order = (await queries.owner(orderId)) ?? (await undecided(db, orderId));
    if (!order || !maySee(call.identity, order)) throw orderNotFound();
    requireRoleAt(call, order.shopId);
  };

/** An order that was accepted and is not decided yet, as its claim knows it. */
export async function undecided(db: Queryable, orderId: string): Promise<Owned | undefined> {
  const claim = await claimOf(db, orderId);
  return claim && { shopId: claim.made['shopId'] ?? '', channel: claim.caller };
}

/** Who calls an order off. */
export const byWhom = ({ identity }: AuthenticatedCall): string => (identity.roles.includes('platform') ? 'platform' : 'merchant');
