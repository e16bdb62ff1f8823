import { isAtLeast, type Role, roles, type Takes } from '@noren/bff-contract';
import type { PersonRecord, SessionRecord } from '@noren/bff-store';
import { Refusal } from '@noren/kernel';
import type { Identity } from '@noren/service-kit';
import { refusal } from '@noren/shop-contract/refusals';

/** Whoever is logged in: the session, and the identity under which the contexts are asked. */
export type Visitor = Readonly<{ session: SessionRecord; person: PersonRecord; identity: Identity }>;

/** As the contexts know a person: of one merchant, with a role in each shop. */
export const identityOf = ({ personId, merchantId, shops }: PersonRecord): Identity => ({
  subject: `staff:${personId}`,
  merchants: [merchantId],
  shops: shops.map(({ shopId }) => shopId),
  roles: [],
  shopRoles: Object.fromEntries(shops.map(({ shopId, role }) => [shopId, role])),
});

/** The same for what belongs to the merchant and no shop: a role that the person has in every shop of theirs is one that they have everywhere. */
export function identityEverywhere(person: PersonRecord, shopIds: readonly string[]): Identity {
  const owner = shopIds.length > 0 && shopIds.every((shopId) => roleIn(person, shopId) === 'owner');
  return { ...identityOf(person), roles: owner ? ['owner'] : [] };
}

/** The highest role that the person has in any shop. */
export const highestRole = ({ shops }: Pick<PersonRecord, 'shops'>): Role | undefined =>
  roles.toReversed().find((role) => shops.some((of) => of.role === role));

export const roleIn = ({ shops }: Pick<PersonRecord, 'shops'>, shopId: string): Role | undefined => shops.find((of) => of.shopId === shopId)?.role;

/** Refuses whoever has not the role that a call takes, in the shop that it is about, or in any where it is about none. */
export function requireRole(person: PersonRecord, takes: Takes, shopId: string | undefined): void {
  if (takes === 'anybody' || takes === 'anyone_logged_in') return;
  const role = shopId === undefined ? highestRole(person) : roleIn(person, shopId);
  // A shop in which somebody has no role is not there for them.
  if (shopId !== undefined && role === undefined) throw refusal('shop_not_found', 'shopId');
  if (role === undefined || !isAtLeast(role, takes)) throw new Refusal('forbidden', 'role_forbidden', `This requires the role ${takes}`);
}
