import { claimOf, type Queryable } from '@noren/engine-kit';
import type { Refusal } from '@noren/kernel';
import { refusal } from '@noren/order-contract/refusals';
import type { OrderQueries } from '@noren/order-store';
import { type AuthenticatedCall, type AuthorisedCall, type Identity, isActor, mayActFor, mayActForShop, requireRoleAt } from '@noren/service-kit';

/** Lets a call about an order pass where the caller may know of it; to others the order is not there. */
export type MayChange = (orderId: string, call: AuthorisedCall) => Promise<void>;

export const orderNotFound = (): Refusal => refusal('order_not_found', 'orderId');

type Owned = Readonly<{ shopId: string; merchantId?: string; channel: string }>;

/** A consumer platform sees what it placed; a merchant what its shops were asked. */
export function maySee(identity: Identity, { shopId, merchantId, channel }: Owned): boolean {
  if (identity.roles.includes('service')) return true;
  if (identity.roles.includes('platform')) return placedBy(identity, channel, merchantId);
  // A person of single shops sees those, a system of a merchant all that are the merchant's.
  return mayActForShop(identity, shopId) || (identity.shopRoles === undefined && merchantId !== undefined && mayActFor(identity, merchantId));
}

/**
 * What a platform placed is its own, whatever it may sell from now. What it placed before it had an id stands under a name that others' platforms may have had
 * too: of it, it sees what was ordered of its own merchants.
 */
function placedBy(identity: Identity, channel: string, merchantId: string | undefined): boolean {
  const ofItsMerchants = merchantId !== undefined && mayActFor(identity, merchantId);
  return isActor(identity, channel) || (channel === identity.former && ofItsMerchants);
}

export const mayChange =
  (queries: OrderQueries, db: Queryable): MayChange =>
  async (orderId, call) => {
    const order = (await queries.owner(orderId)) ?? (await undecided(queries, db, orderId));
    if (!order || !maySee(call.identity, order)) throw orderNotFound();
    requireRoleAt(call, order.shopId);
  };

/** An order that was accepted and is not decided yet, as its claim knows it; its merchant is its shop's, which no order says before it is decided. */
export async function undecided(queries: Pick<OrderQueries, 'merchantOf'>, db: Queryable, orderId: string): Promise<Owned | undefined> {
  const claim = await claimOf(db, orderId);
  if (!claim) return undefined;
  const shopId = claim.made['shopId'] ?? '';
  const merchantId = await queries.merchantOf(shopId);
  return { shopId, channel: claim.made['channel'] ?? claim.caller, ...(merchantId === undefined ? {} : { merchantId }) };
}

/** Who calls an order off. */
export const byWhom = ({ identity }: AuthenticatedCall): string => (identity.roles.includes('platform') ? 'platform' : 'merchant');
