import { platformScopes } from '@noren/link-contract/scopes';
import type { keys, platforms } from '@noren/link-contract';
import { limits } from '@noren/link-contract/limits';
import type { GrantRecord, KeyRecord, PlatformRecord } from '@noren/link-store';
import { type AuthorisedCall, mayActFor, type Identity, requireMerchant, requireRoleEverywhere } from '@noren/service-kit';
import { z } from 'zod';

/** What calls about platforms are made of. */
export const id = z
  .string()
  .max(64)
  .regex(/^[\w-]+$/, 'must be letters, digits, hyphens and underscores');
/** Of the caller's own making, or empty. */
export const newId = z.union([z.literal('').transform(() => undefined), id]);
export const platformName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');
export const scopes = z.array(z.enum(platformScopes)).min(1);
export const pageSize = z.int().transform((size) => (size <= 0 ? limits.page.usual : Math.min(size, limits.page.most)));
export const pageTokenText = z.string().max(1_024);

/** What concerns a whole merchant is its owner's to say. */
export function requireOwn(call: AuthorisedCall, merchantId: string): void {
  requireMerchant(call.identity, merchantId);
  requireRoleEverywhere(call);
}

/** Whether the caller is all that made the platform: its keys and what it is are theirs. */
export const owns = (identity: Identity, { ownerIds }: PlatformRecord): boolean =>
  identity.merchants === '*' || (ownerIds.length > 0 && ownerIds.every((merchantId) => mayActFor(identity, merchantId)));

/** Whose platform it is besides is not the reader's business, and neither is from whose shops it sells. */
const ofReader = (merchantIds: readonly string[], reader: Identity): string[] => merchantIds.filter((merchantId) => mayActFor(reader, merchantId));

export const toPlatform = ({ platformId, name, ownerIds, createdAt, suspendedAt }: PlatformRecord, reader: Identity): platforms.Platform => ({
  platformId,
  name,
  ownerIds: ofReader(ownerIds, reader),
  createdAt,
  suspendedAt,
});

export const toGrant = ({ platformId, platform, merchantId, shopIds, grantedAt }: GrantRecord): platforms.Grant => ({
  platformId,
  platform,
  merchantId,
  shopIds: [...shopIds],
  grantedAt,
});

/** Of a key that is listed the merchants are those that its platform was made by. */
export const toKey = (
  { keyId, platform: { platformId, name, ownerIds }, scopes, prefix, createdAt, revokedAt, endsAt, replacedBy }: KeyRecord,
  reader: Identity,
): keys.ApiKey => ({
  keyId,
  platform: name,
  platformId,
  merchantIds: ofReader(ownerIds, reader),
  scopes: [...scopes],
  prefix,
  createdAt,
  revokedAt,
  endsAt,
  replacedBy,
});
