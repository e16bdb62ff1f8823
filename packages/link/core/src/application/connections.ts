import type { Clock } from '@noren/kernel';
import { limits } from '@noren/link-contract/limits';
import { refusal } from '@noren/link-contract/refusals';
import type { ConnectionRecord, ConnectionStore, PlatformRecord } from '@noren/link-store';

/** What platforms ask of merchants, and what became of it. */
export interface Connections {
  /**
   * Asks a merchant to let a platform in. Whether there is such a merchant is not looked at, so that nobody learns it by asking; and it is asked once: a repeat
   * gets how it stands.
   */
  ask(platform: PlatformRecord, merchantId: string, shopIds: readonly string[]): Promise<ConnectionRecord>;
  /** The merchant says no. A repeat changes nothing. */
  refuse(platformId: string, merchantId: string): Promise<ConnectionRecord>;
  /** By the id of the other side, from behind `after`. */
  page(of: Parameters<ConnectionStore['page']>[0], after: string, limit: number): Promise<readonly ConnectionRecord[]>;
}

export function connections(store: ConnectionStore, clock: Clock): Connections {
  const of = async (platformId: string, merchantId: string): Promise<ConnectionRecord> => {
    const found = await store.of(platformId, merchantId, clock.now());
    if (!found) throw refusal('connection_not_found', 'platformId');
    return found;
  };
  return {
    async ask({ platformId, ownerIds }, merchantId, shopIds) {
      // Whoever could make platforms by themselves could ask without end.
      if (ownerIds.length > 0) throw refusal('connection_own');
      const now = clock.now();
      const before = await store.of(platformId, merchantId, now);
      if (before && before.state !== 'lapsed') return before;
      if ((await store.pending(platformId, now)) >= limits.pendingConnections) throw refusal('connections_pending');
      await store.ask({ platformId, merchantId, shopIds }, now);
      return of(platformId, merchantId);
    },
    async refuse(platformId, merchantId) {
      await store.refuse(platformId, merchantId, clock.now());
      const now = await of(platformId, merchantId);
      if (now.state === 'accepted') throw refusal('connection_accepted', 'platformId');
      return now;
    },
    page: (of, after, limit) => store.page(of, after, limit, clock.now()),
  };
}
