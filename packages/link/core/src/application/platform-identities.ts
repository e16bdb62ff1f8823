import { refusal } from '@noren/link-contract/refusals';
import type { GrantStore, PlatformNow, PlatformStore } from '@noren/link-store';
import { type Identity, mayActFor, mayActForShop, recent } from '@noren/service-kit';

/** Consumer platforms as callers: who they are, and what they may sell from now. */
export interface PlatformIdentities {
  /**
   * The platform with what its grants say: `merchants` are those of whose every shop it may sell, `shops` single ones besides. The same object for as long as
   * that is the same: signing an identity is remembered by it. Refuses a platform that is suspended.
   */
  of(platform: PlatformNow): Promise<Identity>;
  /** A caller as it is now: of a platform that another module of ours has let in, what it may sell from is looked up, and not believed. */
  now(caller: Identity): Promise<Identity>;
  /** A platform as Order knows it: what it has ordered is its own, whatever it may sell from now. What it ordered before it had an id was of its owners. */
  ordering(caller: Identity): Identity;
}

type Known = Readonly<{ version: number; identity: Identity }>;

export function platformIdentities(platforms: Pick<PlatformStore, 'now'>, grants: Pick<GrantStore, 'ofPlatform'>): PlatformIdentities {
  const known = recent<string, Known>(10_000);
  const ordering = new WeakMap<Identity, Identity>();
  const of = async (platform: PlatformNow): Promise<Identity> => {
    if (platform.suspended) throw refusal('platform_suspended');
    const before = known.get(platform.platformId);
    if (before?.version === platform.grantsVersion) return before.identity;
    // Read after the version was: they are as it says, or newer, and then the next request finds another version.
    const identity = identityOf(platform, await grants.ofPlatform(platform.platformId));
    known.set(platform.platformId, { version: platform.grantsVersion, identity });
    ordering.set(identity, { ...identity, merchants: platform.ownerIds, shops: [] });
    return identity;
  };
  return {
    of,
    async now(caller) {
      if (!caller.roles.includes('platform')) return caller;
      const platform = await platforms.now(caller.subject.replace(/^platform:/, ''));
      return platform ? of(platform) : { ...caller, merchants: [], shops: [] };
    },
    ordering: (caller) => ordering.get(caller) ?? caller,
  };
}

function identityOf({ platformId, name, formerSubject, ownerIds }: PlatformNow, grants: Awaited<ReturnType<GrantStore['ofPlatform']>>): Identity {
  const shops = grants.flatMap(({ shopIds }) => shopIds);
  return {
    subject: `platform:${platformId}`,
    name,
    ...(formerSubject === undefined ? {} : { former: formerSubject }),
    merchants: grants.flatMap(({ merchantId, shopIds }) => (shopIds.length === 0 ? [merchantId] : [])),
    ...(shops.length === 0 ? {} : { shops }),
    tenant: tenantOf(platformId, ownerIds),
    roles: ['platform'],
  };
}

/** Platforms that a merchant made for itself share what a tenant may have under way; one of the operator's has it alone. */
const tenantOf = (platformId: string, ownerIds: readonly string[]): string => (ownerIds.length === 0 ? platformId : ownerIds.join(','));

/** Whether a caller may see what this shop sells, and order from it. */
export const maySellFrom = (caller: Identity, { merchantId, shopId }: Readonly<{ merchantId: string; shopId: string }>): boolean =>
  mayActFor(caller, merchantId) || mayActForShop(caller, shopId);
