import type { PlatformAccess } from '@noren/bff-contract';
import { type ConnectionState, connectionStates } from '@noren/link-contract/connection-states';
import type { platforms as wire } from '@noren/link-contract';
import type { Platforms } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';
import { instant } from './mapping.ts';

/** Those that wait for an answer come first. */
const order: Readonly<Record<ConnectionState, number>> = { pending: 0, accepted: 1, refused: 2, ended: 2, lapsed: 2 };

/** Consumer platforms of the merchant, which Link keeps. */
export const platforms = ({ platforms: link }: Pick<Contexts, 'platforms'>): Platforms => ({
  async list(merchantId) {
    const all: PlatformAccess[] = [];
    for (let pageToken: string | undefined = ''; pageToken !== undefined;) {
      const page: wire.ListConnectionsResponse = await link.listConnections({ merchantId, pageSize: 200, pageToken });
      all.push(...page.connections.map(toAccess));
      pageToken = page.nextPageToken === '' ? undefined : page.nextPageToken;
    }
    return { merchantId, platforms: all.toSorted((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name)) };
  },
  async letIn(merchantId, platformId, shopIds) {
    const { platform: name, grantedAt, ...grant } = await link.addGrant({ merchantId, platformId, shopIds: [...shopIds] });
    return { platformId, name, state: 'accepted', shopIds: [...grant.shopIds], decidedAt: instant(grantedAt) };
  },
  async takeBack(merchantId, platformId) {
    await link.removeGrant({ merchantId, platformId });
  },
  refuse: async (merchantId, platformId) => toAccess(await link.refuseConnection({ merchantId, platformId })),
});

const toAccess = ({ platformId, platform, state, shopIds, askedAt, decidedAt }: wire.Connection): PlatformAccess => ({
  platformId,
  name: platform,
  // A newer Link may know more states: what is none of these may not sell.
  state: connectionStates.find((one) => one === state) ?? 'ended',
  shopIds: [...shopIds],
  ...(askedAt === undefined ? {} : { askedAt: instant(askedAt) }),
  ...(decidedAt === undefined ? {} : { decidedAt: instant(decidedAt) }),
});
