import { type Clock, newId } from '@noren/kernel';
import { refusal } from '@noren/link-contract/refusals';
import type { GrantStore, PlatformRecord, PlatformStore } from '@noren/link-store';

/** Which consumer platforms there are. */
export interface Platforms {
  /** One of the operator's, for all merchants. Of one name there is one: a repeat gets it. */
  create(name: string, platformId?: string): Promise<PlatformRecord>;
  /** The one that these merchants know by a name, made where there is none; it may sell from their shops unless something else was granted. */
  ofMerchants(name: string, merchantIds: readonly string[]): Promise<PlatformRecord>;
  byId(platformId: string): Promise<PlatformRecord>;
  page: PlatformStore['page'];
  suspend(platformId: string): Promise<PlatformRecord>;
  resume(platformId: string): Promise<PlatformRecord>;
}

export function platforms(store: PlatformStore, grants: Pick<GrantStore, 'put'>, clock: Clock): Platforms {
  const made = async (name: string, ownerIds: readonly string[], platformId = newId('plt')): Promise<PlatformRecord | undefined> =>
    store.create({ platformId, name, ownerIds, createdAt: clock.now().toISOString() });
  return {
    async create(name, platformId) {
      const platform = await made(name, [], platformId);
      if (!platform || (platformId !== undefined && platform.platformId !== platformId)) throw refusal('platform_exists', 'platformId', platform?.platformId);
      return platform;
    },
    async ofMerchants(name, merchantIds) {
      const platform = there(await made(name, merchantIds));
      for (const merchantId of platform.ownerIds) await grants.put({ platformId: platform.platformId, merchantId, shopIds: [] }, clock.now(), 'keep');
      return platform;
    },
    byId: async (platformId) => there(await store.byId(platformId)),
    page: (merchantId, after, limit) => store.page(merchantId, after, limit),
    suspend: async (platformId) => there(await store.suspend(platformId, clock.now())),
    resume: async (platformId) => there(await store.suspend(platformId, undefined)),
  };
}

function there(platform: PlatformRecord | undefined): PlatformRecord {
  if (!platform) throw refusal('platform_not_found', 'platformId');
  return platform;
}
