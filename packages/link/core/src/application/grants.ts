import type { Clock } from '@noren/kernel';
import { refusal } from '@noren/link-contract/refusals';
import type { GrantRecord, GrantStore, PlatformRecord, ShopQueries } from '@noren/link-store';

/** From which shops platforms may sell. */
export interface Grants {
  /** Says it anew, whatever was before. Shops are the merchant's; none: all of them, those to come too. */
  add(platform: PlatformRecord, merchantId: string, shopIds: readonly string[]): Promise<GrantRecord>;
  remove(platformId: string, merchantId: string): Promise<void>;
  of(platformId: string, merchantId: string): Promise<GrantRecord | undefined>;
  page: GrantStore['page'];
}

export function grants(store: GrantStore, shops: Pick<ShopQueries, 'notOf'>, clock: Clock): Grants {
  const of = async (platformId: string, merchantId: string): Promise<GrantRecord | undefined> =>
    (await store.page({ platformId, merchantId }, undefined, 1))[0];
  return {
    async add({ platformId, name }, merchantId, shopIds) {
      // A platform may sell from what its grants name: another merchant's shop must not be among it.
      const [strange] = await shops.notOf(merchantId, shopIds);
      if (strange !== undefined) throw refusal('grant_shop', `shopIds.${shopIds.indexOf(strange)}`, strange);
      const now = clock.now();
      await store.put({ platformId, merchantId, shopIds }, now);
      // Whoever removes it in between comes after: this was said.
      return (await of(platformId, merchantId)) ?? { platformId, platform: name, merchantId, shopIds, grantedAt: now.toISOString() };
    },
    remove: (platformId, merchantId) => store.remove(platformId, merchantId),
    of,
    page: (of, behind, limit) => store.page(of, behind, limit),
  };
}
